import { ageText, countText, shareText } from '../terminal/figures.ts'
import { renderTable, type Cell } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { Agreement, Congestion, SimulationReport } from './simulation-report.ts'

/** How many namespaces are listed before `-o wide` is asked for. */
const mostNamespaces = 10

/** A simulation for people: one sentence, where pods would have gone, congestion, agreement, and what is not known. */
export function simulationText(report: SimulationReport, terminal: Terminal, isWide: boolean): string {
  const { since, until, nodes, decisions, compared, elsewhere, congestion, agreement, unknown } = report
  const { paint } = terminal
  const span = `${countText(decisions, 'decision')} on ${countText(nodes, 'node')} in the last ${ageText(until - since)}`
  const head =
    compared === 0
      ? `${span}; none of them can be compared with what the pod would have got without`
      : `${span}: ${elsewhere} of ${countText(compared, 'pod')} (${shareText(elsewhere / compared)}) would have gone elsewhere`
  return [
    `${paint('strong', head)}\n`,
    ...(report.moves.length > 0 ? [movesTable(report, terminal)] : []),
    ...(congestion === null ? [] : [congestionText(congestion)]),
    ...(agreement.length > 0 ? [agreementTable(agreement, terminal, isWide)] : []),
    ...(unknown.length > 0 ? [unknown.map((sentence) => `${paint('dim', sentence)}\n`).join('')] : []),
  ].join('\n')
}

/** From (rows) to (columns): a matrix reads faster than a list of pairs. */
function movesTable({ moves }: SimulationReport, terminal: Terminal): string {
  const from = [...new Set(moves.map((move) => move.from))]
  const to = [...new Set(moves.map((move) => move.to))].sort()
  const podsOf = (row: string, column: string) =>
    moves.find((move) => move.from === row && move.to === column)?.pods
  const columns = [{ title: 'FROM \\ TO' }, ...to.map((title) => ({ title, align: 'right' as const }))]
  const rows = from.map((row): Cell[] => [
    { text: row, tone: 'strong' },
    ...to.map((column) => podsOf(row, column)?.toString() ?? { text: '-', tone: 'dim' as const }),
  ])
  return renderTable(columns, rows, terminal)
}

function congestionText({ pods, without, with: after, congestedWithout, congestedWith }: Congestion): string {
  const mean = `Mean congestion where ${countText(pods, 'pod')} started: ${shareText(without)} without, ${shareText(after)} with`
  return `${mean}\nPods started on a congested network: ${congestedWithout} without, ${congestedWith} with\n`
}

function agreementTable(agreement: readonly Agreement[], terminal: Terminal, isWide: boolean): string {
  const shown = isWide ? agreement : agreement.slice(0, mostNamespaces)
  const table = renderTable(
    [{ title: 'NAMESPACE' }, { title: 'PODS', align: 'right' }, { title: 'SAME NETWORK', align: 'right' }],
    shown.map(({ namespace, compared, same }) => [namespace, String(compared), shareText(same / compared)]),
    terminal,
  )
  const rest = agreement.length - shown.length
  return rest > 0 ? `${table}and ${countText(rest, 'namespace')} more: see -o wide\n` : table
}
