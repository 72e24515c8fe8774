import type { Candidate, Decision, KpiScore } from '../../domain/decision.ts'
import { moneyText, type ExpectedCost } from '../../domain/expected-cost.ts'
import { kpiContracts } from '../../domain/kpi.ts'
import { rankingTable } from '../rank/ranking-table.ts'
import { ageText, figureText, scoreText, shareText } from '../terminal/figures.ts'
import { renderTable, type Cell } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** A decision as a person reads it: the sentence, the order, then every figure. */
export function decisionText(decision: Decision, nowMs: number, terminal: Terminal, isWide: boolean): string {
  const { paint } = terminal
  const { reason, candidates, chosen, picks = [chosen], ifname, id, at, profile } = decision
  const others = picks.slice(1).map((network) => `, with ${network}`)
  const head = `${paint('strong', chosen)}${others.join('')} on ${ifname}: ${outcomeText(decision)}`
  const facts = `Decision ${id}, ${momentText(at)} (${ageText(nowMs - at)} ago), by profile ${profile.name} version ${profile.version}`
  return [
    [head, reason, ...besides(decision), ''].join('\n'),
    rankingTable(candidates, terminal),
    figuresTable(candidates, terminal, isWide),
    `${paint('dim', facts)}\n`,
  ].join('\n')
}

/** What else a person would ask of it: what failed before, and what it costs. */
function besides({ tried = [], chosen, candidates }: Decision): string[] {
  const cost = candidates.find(({ network }) => network === chosen)?.cost
  return [
    ...tried.map(({ network, error }) => `Before it ${network} was tried, and failed: ${error}`),
    ...(cost === undefined ? [] : [costText(cost)]),
  ]
}

function costText({ perMonth, perMonthP90, currency, confidence, version }: ExpectedCost): string {
  const [usual, most] = [perMonth, perMonthP90].map((amount) => moneyText(amount, currency))
  const book = version === 0 ? 'by settings of networks' : `by price book ${version}`
  return `Expected to cost ${usual} a month, nine of ten such pods up to ${most}, ${book}, ${shareText(confidence)} sure`
}

/** The time in UTC, to the second. */
function momentText(at: number): string {
  return new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')
}

function outcomeText({ outcome, error, chosen, picks = [], attachedTo, degraded }: Decision): string {
  const short =
    degraded !== true ? '' : `, though ${picks.length > 1 ? 'not all of them met' : 'no network met'} the SLA`
  switch (outcome) {
    case 'planned':
      return `chosen${short}; the plugin has not reported yet`
    case 'attached':
      return `chosen and attached${short}`
    case 'detached':
      return `chosen and attached${short}; the pod has left it`
    case 'failed':
      return `chosen, and it failed: ${error ?? 'nobody said why'}`
    case 'observed':
      return attachedTo === undefined || attachedTo === chosen
        ? 'would have been chosen, and the pod has it'
        : `would have been chosen; the pod was attached to ${attachedTo}, as CNI-Genie only observes there`
  }
}

/** Of the figures that count; of all that were read if `isWide`. */
function figuresTable(candidates: readonly Candidate[], terminal: Terminal, isWide: boolean): string {
  const columns = [
    { title: 'NETWORK' },
    { title: 'FIGURE' },
    { title: 'READING', align: 'right' },
    { title: 'VALUE', align: 'right' },
    { title: 'WEIGHT', align: 'right' },
    { title: 'ADDS', align: 'right' },
    ...(isWide
      ? ([{ title: 'AGE', align: 'right' }, { title: 'TRUST', align: 'right' }, { title: 'SOURCE' }] as const)
      : []),
  ] as const
  const rows = candidates.flatMap(({ network, kpis }) =>
    kpis
      .filter(({ weight, reading }) => weight > 0 || (isWide && reading !== null))
      .map((score, index) => figureRow(network, score, index, isWide)),
  )
  return renderTable(columns, rows, terminal)
}

function figureRow(network: string, score: KpiScore, index: number, isWide: boolean): Cell[] {
  const { kpi, reading, value, weight, contribution, ageMs, confidence, source } = score
  const row: Cell[] = [
    index === 0 ? { text: network, tone: 'strong' } : ' ',
    kpiContracts[kpi].label,
    reading === null ? { text: 'not measured', tone: 'dim' } : figureText(kpi, reading),
    value === null ? '-' : scoreText(value),
    shareText(weight),
    scoreText(contribution),
  ]
  if (!isWide) return row
  return [...row, ageMs === null ? '-' : ageText(ageMs), shareText(confidence), source ?? '-']
}
