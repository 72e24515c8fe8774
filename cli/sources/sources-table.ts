import type { SourceStatus } from '../../domain/source-status.ts'
import { ageText, countText } from '../terminal/figures.ts'
import { renderTable, type Cell, type TableOptions } from '../terminal/table.ts'
import type { SourcesReport } from './sources-report.ts'
import { isAtWork, sumUpSources, type SourceSummary } from './sum-up-sources.ts'

/** One line for each source over all nodes. */
export function sourcesTable({ nodes }: SourcesReport, options: TableOptions): string {
  const columns = [
    { title: 'SOURCE' },
    { title: 'TELLS' },
    { title: 'NODES', align: 'right' },
    { title: 'NETWORKS', align: 'right' },
    { title: 'PROBLEM' },
  ] as const
  return renderTable(columns, sumUpSources(nodes).map(summaryRow), options)
}

function summaryRow({ name, kind, nodes, networks, faults }: SourceSummary): Cell[] {
  return [{ text: name, tone: 'strong' }, kind, String(nodes), String(networks), problemsCell(faults, nodes)]
}

function problemsCell(faults: SourceSummary['faults'], nodes: number): Cell {
  if (faults.length === 0) return none
  const texts = faults.map(({ fault, nodes: on }) => {
    if (on.length === nodes) return fault
    return `${on.length === 1 ? on[0] : `${on.length} of ${countText(nodes, 'node')}`}: ${fault}`
  })
  return { text: texts.join('; '), tone: 'warning' }
}

/** One line for each source on each node. */
export function sourcesOnNodesTable({ nodes }: SourcesReport, nowMs: number, options: TableOptions): string {
  const columns = [
    { title: 'NODE' },
    { title: 'SOURCE' },
    { title: 'TELLS' },
    { title: 'NETWORKS', align: 'right' },
    { title: 'ANSWERED', align: 'right' },
    { title: 'TOOK', align: 'right' },
    { title: 'DROPPED' },
    { title: 'PROBLEM' },
  ] as const
  const rows = nodes.flatMap(({ node, sources }) =>
    sources.filter(isAtWork).map((source) => [node, ...sourceCells(source, nowMs)]),
  )
  return renderTable(columns, rows, options)
}

function sourceCells(source: SourceStatus, nowMs: number): Cell[] {
  const { name, kind, networks, succeededAt, lastDurationMs, dropped, fault } = source
  return [
    { text: name, tone: 'strong' },
    kind,
    String(networks),
    succeededAt === null ? 'never' : ageText(nowMs - succeededAt),
    lastDurationMs === null ? '-' : `${Math.max(1, Math.round(lastDurationMs))}ms`,
    droppedCell(dropped),
    fault === null ? none : { text: fault, tone: 'warning' },
  ]
}

/** The reasons, the most frequent first. */
function droppedCell(dropped: SourceStatus['dropped']): Cell {
  const counts = Object.entries(dropped).filter(([, count]) => count > 0)
  if (counts.length === 0) return none
  return counts
    .sort(([, one], [, other]) => other - one)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ')
}

const none: Cell = { text: '-', tone: 'dim' }
