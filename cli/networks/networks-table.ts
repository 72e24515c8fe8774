import { countText, figureText, scoreText, shareText } from '../terminal/figures.ts'
import type { Tone } from '../terminal/painter.ts'
import { renderTable, type Cell, type TableOptions } from '../terminal/table.ts'
import type { NetworkOnNode, NetworksReport, NetworkSummary } from './networks-report.ts'

const tones: Readonly<Record<string, Tone>> = {
  healthy: 'good',
  congested: 'bad',
  exhausted: 'bad',
  closed: 'bad',
  stale: 'warning',
  unmeasured: 'dim',
  Good: 'good',
  Fair: 'plain',
  Poor: 'warning',
  Unusable: 'bad',
  Unknown: 'dim',
}

/** Best to worst: a network is as well as it is on the node where it is worst. */
const order = [
  'healthy',
  'Good',
  'Fair',
  'unmeasured',
  'Unknown',
  'stale',
  'Poor',
  'congested',
  'exhausted',
  'closed',
  'Unusable',
]

/** One line for each network. */
export function networksTable({ networks }: NetworksReport, options: TableOptions): string {
  const columns = [
    { title: 'NETWORK' },
    { title: 'NODES', align: 'right' },
    { title: 'ATTACHMENTS', align: 'right' },
    { title: 'ADDRESSES', align: 'right' },
    { title: 'SCORE', align: 'right' },
    { title: 'BEST ON', align: 'right' },
    { title: 'STATE' },
  ] as const
  return renderTable(columns, networks.map(summaryRow), options)
}

/** Figures that have a column where a node knows them. */
const measured = [
  ['HEADROOM', 'headroom', 'headroomBitsPerSecond'],
  ['LATENCY', 'latency', 'latencyMs'],
  ['LOSS', 'loss', 'lossRatio'],
  ['RESPONSE', 'responseTime', 'responseTimeMs'],
] as const

/** One line for each network on each node, with a column for each figure that some node has measured. */
export function networksOnNodesTable({ networks }: NetworksReport, options: TableOptions): string {
  const shown = measured.filter(([, , member]) =>
    networks.some(({ perNode }) => perNode.some((on) => on[member] !== null)),
  )
  const columns = [
    { title: 'NETWORK' },
    { title: 'NODE' },
    { title: 'RANK', align: 'right' as const },
    { title: 'SCORE', align: 'right' as const },
    { title: 'CONGESTION', align: 'right' as const },
    ...shown.map(([title]) => ({ title, align: 'right' as const })),
    { title: 'ATTACHMENTS', align: 'right' as const },
    { title: 'ADDRESSES', align: 'right' as const },
    { title: 'STATE' },
  ]
  const rows = networks.flatMap(({ name, perNode }) =>
    perNode.map((on) =>
      nodeRow(
        name,
        on,
        shown.map(([, kpi, member]) => figureText(kpi, on[member])),
      ),
    ),
  )
  return renderTable(columns, rows, options)
}

function summaryRow({ name, nodes, attachments, addresses, score, bestOn, states }: NetworkSummary): Cell[] {
  return [
    { text: name, tone: 'strong' },
    String(nodes),
    String(attachments),
    addressText(addresses),
    score === null
      ? '-'
      : score.best === score.worst
        ? scoreText(score.best)
        : `${scoreText(score.best)}..${scoreText(score.worst)}`,
    String(bestOn),
    statesCell(states, nodes),
  ]
}

function nodeRow(name: string, on: NetworkOnNode, figures: readonly string[]): Cell[] {
  return [
    { text: name, tone: 'strong' },
    on.node,
    on.rank === null ? '-' : String(on.rank),
    on.excluded === null ? scoreText(on.score) : '-',
    shareText(on.utilization),
    ...figures,
    on.attachments === null ? '-' : String(on.attachments),
    addressText(on.addresses),
    {
      text: on.excluded === null ? on.state : `${on.state}: ${on.excluded}`,
      tone: tones[on.state] ?? 'plain',
    },
  ]
}

/** `healthy`, or the worst one first with how many nodes: `congested on 2 of 5`. */
function statesCell(states: Readonly<Record<string, number>>, nodes: number): Cell {
  const found = Object.entries(states)
    .filter(([, count]) => count > 0)
    .sort(([one], [other]) => order.indexOf(other) - order.indexOf(one))
  const [worst] = found
  if (worst === undefined) return { text: 'on no node', tone: 'dim' }
  const [state, count] = worst
  const text = count === nodes ? state : `${state} on ${count} of ${countText(nodes, 'node')}`
  return { text, tone: tones[state] ?? 'plain' }
}

const addressText = (addresses: NetworkSummary['addresses']) =>
  addresses === null ? '-' : `${addresses.used}/${addresses.total}`
