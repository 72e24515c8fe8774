import { countText } from '../terminal/figures.ts'
import { renderTable, type Cell } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { NodeStatus, StatusReport } from './status-report.ts'

/** Status for people: a head, then a line for each node. */
export function statusText({ server, agents, leader, nodes }: StatusReport, terminal: Terminal): string {
  const { paint } = terminal
  const versions = [
    ...new Set(nodes.map(({ version }) => version).filter((version) => version !== null)),
  ].sort()
  const ready = paint(
    agents.ready === agents.all ? 'good' : 'bad',
    `${agents.ready} of ${countText(agents.all, 'agent')} ready`,
  )
  const facts = [
    `API        ${server}`,
    `Agents     ${ready}${versions.length > 0 ? `, version ${versions.join(' and ')}` : ''}`,
    `Controller ${leader === null ? paint('warning', 'nobody leads, or you may not see it') : `led by ${leader}`}`,
  ]
  const columns = [
    { title: 'NODE' },
    { title: 'READY' },
    { title: 'VERSION' },
    { title: 'MODE' },
    { title: 'RESTARTS', align: 'right' },
    { title: 'PROBLEM' },
  ] as const
  return `${facts.join('\n')}\n\n${renderTable(columns, nodes.map(row), terminal)}`
}

function row({ node, isReady, version, mode, restarts, problems }: NodeStatus): Cell[] {
  return [
    node === '' ? { text: 'no node yet', tone: 'dim' } : node,
    isReady ? { text: 'yes', tone: 'good' } : { text: 'no', tone: 'bad' },
    version ?? '-',
    mode ?? '-',
    String(restarts),
    problems.length === 0 ? { text: '-', tone: 'dim' } : { text: problems.join('; '), tone: 'warning' },
  ]
}
