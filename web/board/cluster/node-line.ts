import type { NetworkBoard, NetworkStanding } from '../../../domain/network-board.ts'
import { shownState, type ShownState } from '../../model/shown-state.ts'

/** A network of a node, as small as it fits into a cell. */
export interface NetworkCell {
  readonly network: string
  readonly state: ShownState
  readonly score: number
  /** The share of its capacity that is in use or promised; null where nobody has measured. */
  readonly use: number | null
  readonly isFirst: boolean
  /** Why the network takes no pod now; null if it does. */
  readonly excluded: string | null
  readonly missesSla: string | null
  readonly source: string | null
  /** When it was measured, by the server's clock. */
  readonly measuredAt: number | null
}

/** What is kept of a node's board: hundreds of whole boards would be too much for a page. */
export interface NodeLine {
  readonly node: string
  readonly cells: ReadonlyMap<string, NetworkCell>
}

/** The line of a board. */
export const lineOf = ({ node, networks }: NetworkBoard): NodeLine => ({
  node,
  cells: new Map(networks.map((network) => [network.name, cellOf(network)])),
})

function cellOf(network: NetworkStanding): NetworkCell {
  const { name, standing, sample } = network
  const use = standing.kpis.find(({ kpi }) => kpi === 'utilization')
  return {
    network: name,
    state: shownState(network),
    score: standing.score,
    use: use?.reading ?? null,
    isFirst: standing.rank === 1,
    excluded: standing.excluded?.detail ?? null,
    missesSla: standing.missesSla ?? null,
    source: use?.source ?? null,
    measuredAt: sample?.at ?? null,
  }
}

/** The networks that there are on any of the nodes, by name: the columns of the grid. */
export const networksOf = (lines: Iterable<NodeLine>): readonly string[] =>
  [...new Set([...lines].flatMap(({ cells }) => [...cells.keys()]))].sort()
