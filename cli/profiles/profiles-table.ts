import { kpiContracts, kpis, moreIsBetter } from '../../domain/kpi.ts'
import { limitsOf } from '../../domain/profile.ts'
import type { LabelSelector } from '../../domain/resources/selection-profile.ts'
import { ageText, figureText } from '../terminal/figures.ts'
import { renderTable, type Cell, type TableOptions } from '../terminal/table.ts'
import type { ListedProfile } from './listed-profile.ts'

/** Profiles with what they bind and what they ask for; with their weights if `isWide`. */
export function profilesTable(
  profiles: readonly ListedProfile[],
  nowMs: number,
  options: TableOptions & { readonly isWide: boolean },
): string {
  const columns = [
    { title: 'NAMESPACE' },
    { title: 'NAME' },
    { title: 'BINDS' },
    { title: 'ASKS FOR' },
    ...(options.isWide ? [{ title: 'WEIGHTS' }] : []),
    { title: 'AGE', align: 'right' as const },
  ]
  const rows = profiles.map(({ namespace, name, created, spec }): Cell[] => [
    namespace,
    { text: name, tone: 'strong' },
    bindsText(spec) || { text: 'pods that name it', tone: 'dim' },
    asksText(spec) || '-',
    ...(options.isWide ? [weightsText(spec.weights)] : []),
    created === '' ? '-' : ageText(nowMs - Date.parse(created)),
  ])
  return renderTable(columns, rows, options)
}

function bindsText({ podSelector, namespaceDefault }: ListedProfile['spec']): string {
  const parts = [
    ...(podSelector === undefined ? [] : [selectorText(podSelector) || 'all pods']),
    ...(namespaceDefault === true ? ['namespace default'] : []),
  ]
  return parts.join(', ')
}

/** A selector as kubectl writes it. */
export function selectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const equal = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`)
  const others = matchExpressions.map(({ key, operator, values = [] }) => {
    if (operator === 'Exists') return key
    if (operator === 'DoesNotExist') return `!${key}`
    return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`
  })
  return [...equal, ...others].join(',')
}

function asksText({ constraints = {}, sla }: ListedProfile['spec']): string {
  const { allow, deny, capabilities, minFreeAddresses, families, minMtu, tenancy } = constraints
  const { monthlyBudget: budget, requiredKpis: required } = constraints
  const parts = [
    allow && `only ${allow.join(',') || 'none'}`,
    deny && `not ${deny.join(',')}`,
    capabilities && `with ${capabilities.join(',')}`,
    minFreeAddresses === undefined ? undefined : `${minFreeAddresses} free addresses`,
    families?.join(' and '),
    minMtu === undefined ? undefined : `MTU >= ${minMtu}`,
    tenancy === 'shared' ? undefined : tenancy,
    budget && `at most ${budget.amount} ${budget.currency} a month`,
    required && `known ${required.map((kpi) => kpiContracts[kpi].label).join(',')}`,
    ...limitsOf(sla ?? { mode: 'strict' }).map(
      ({ kpi, limit }) =>
        `${kpiContracts[kpi].label} ${moreIsBetter(kpi) ? '>=' : '<='} ${figureText(kpi, limit)}`,
    ),
    sla?.critical && `critical ${sla.critical.map((kpi) => kpiContracts[kpi].label).join(',')}`,
    sla?.mode === 'strict' ? 'strict' : undefined,
  ]
  return parts.filter((part) => part !== undefined).join(', ')
}

function weightsText(weights: ListedProfile['spec']['weights']): string {
  const given = kpis.flatMap((kpi) =>
    weights?.[kpi] === undefined ? [] : [`${kpiContracts[kpi].label} ${weights[kpi]}`],
  )
  return given.join(', ') || 'built-in'
}
