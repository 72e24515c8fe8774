import { kpiContracts, kpis, moreIsBetter } from '../../domain/kpi.ts'
import { limitsOf } from '../../domain/profile.ts'
import type { LabelSelector } from '../../domain/resources/selection-profile.ts'
import { profileParts, type ProfileParts } from '../../questionnaire/profile-parts.ts'
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
    { title: 'MADE OF' },
    { title: 'ASKS FOR' },
    ...(options.isWide ? [{ title: 'WEIGHTS' }] : []),
    { title: 'AGE', align: 'right' as const },
  ]
  const rows = profiles.map(({ namespace, name, created, spec }): Cell[] => [
    namespace,
    { text: name, tone: 'strong' },
    bindsText(spec) || { text: 'pods that name it', tone: 'dim' },
    madeOfText(spec) || '-',
    asksText(profileParts(spec)) || '-',
    ...(options.isWide ? [weightsText(spec)] : []),
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

/** Where what is not written out comes from. */
function madeOfText({ preset, answers = {} }: ListedProfile['spec']): string {
  const count = Object.keys(answers).length
  const parts = [
    ...(preset === undefined ? [] : [`preset ${preset}`]),
    ...(count === 0 ? [] : [`${count} ${count === 1 ? 'answer' : 'answers'}`]),
  ]
  return parts.join(', ')
}

function asksText({ constraints = {}, sla, preferences = {} }: ProfileParts): string {
  const wishes = Object.keys(preferences)
  const parts = [
    ...constraintTexts(constraints),
    ...limitsOf(sla ?? { mode: 'strict' }).map(
      ({ kpi, limit }) =>
        `${kpiContracts[kpi].label} ${moreIsBetter(kpi) ? '>=' : '<='} ${figureText(kpi, limit)}`,
    ),
    sla?.critical && `critical ${sla.critical.map((kpi) => kpiContracts[kpi].label).join(',')}`,
    sla?.mode === 'strict' ? 'strict' : undefined,
    wishes.length > 0 ? `rather ${wishes.join(',')}` : undefined,
  ]
  return parts.filter((part) => part !== undefined).join(', ')
}

function constraintTexts(constraints: NonNullable<ProfileParts['constraints']>): (string | undefined)[] {
  const { allow, deny, capabilities, minFreeAddresses, families, minMtu, tenancy } = constraints
  const { monthlyBudget, requiredKpis } = constraints
  return [
    allow && `only ${allow.join(',') || 'none'}`,
    deny && `not ${deny.join(',')}`,
    capabilities && `with ${capabilities.join(',')}`,
    minFreeAddresses === undefined ? undefined : `${minFreeAddresses} free addresses`,
    families?.join(' and '),
    minMtu === undefined ? undefined : `MTU >= ${minMtu}`,
    tenancy,
    monthlyBudget && `at most ${monthlyBudget.amount} ${monthlyBudget.currency} a month`,
    requiredKpis && `known ${requiredKpis.map((kpi) => kpiContracts[kpi].label).join(',')}`,
  ]
}

function weightsText(spec: ListedProfile['spec']): string {
  const isMade = spec.preset !== undefined || spec.answers !== undefined
  const weights = isMade ? profileParts(spec).weights : (spec.weights ?? {})
  const given = kpis.flatMap((kpi) => {
    const weight = weights[kpi]
    return weight === undefined || (isMade && weight === 0)
      ? []
      : [`${kpiContracts[kpi].label} ${Number(weight.toFixed(2))}`]
  })
  return given.join(', ') || 'built-in'
}
