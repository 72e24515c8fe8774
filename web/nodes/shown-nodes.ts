import type { NetworkInShort, NodeInShort } from '../../domain/cluster-overview.ts'
import type { NetworkState } from '../../domain/network-board.ts'

/** How nodes are put in order. */
export type NodeOrder = 'name' | 'worst'

/** The more, the sooner somebody has to look. */
const severity: Readonly<Record<NetworkState, number>> = {
  exhausted: 5,
  congested: 4,
  closed: 3,
  stale: 2,
  unmeasured: 1,
  healthy: 0,
}

const worstOf = ({ networks }: NodeInShort) =>
  networks.length === 0 ? severity.stale : Math.max(...networks.map(({ state }) => severity[state]))
const troubled = ({ networks }: NodeInShort) =>
  networks.filter(({ state }) => severity[state] >= severity.closed).length

/** The nodes whose names have a text in them, by name, or those first of which a network is worst off. */
export function shownNodes(
  nodes: readonly NodeInShort[],
  text: string,
  order: NodeOrder,
): readonly NodeInShort[] {
  const wanted = text.trim().toLowerCase()
  const found = nodes.filter(({ name }) => name.toLowerCase().includes(wanted))
  if (order === 'name') return found
  return found.toSorted(
    (one, other) =>
      worstOf(other) - worstOf(one) || troubled(other) - troubled(one) || (one.name < other.name ? -1 : 1),
  )
}

/** The nodes in the order of before, new ones at the end: nothing jumps under the pointer. */
export function inOrderOf(nodes: readonly NodeInShort[], names: readonly string[]): readonly NodeInShort[] {
  const places = new Map(names.map((name, place) => [name, place]))
  const placeOf = ({ name }: NodeInShort) => places.get(name) ?? names.length
  return nodes.toSorted((one, other) => placeOf(one) - placeOf(other))
}

/** Every network that some node has, those of most nodes first: the columns. */
export function networkColumns(nodes: readonly NodeInShort[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { networks } of nodes)
    for (const { name } of networks) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .toSorted(([one, first], [other, second]) => second - first || (one < other ? -1 : 1))
    .map(([name]) => name)
}

/** How many networks of all nodes are in which state, the worst first; states that do not occur are left out. */
export function stateCounts(
  nodes: readonly NodeInShort[],
): readonly { readonly state: NetworkState; readonly count: number }[] {
  const all: readonly NetworkInShort[] = nodes.flatMap(({ networks }) => networks)
  return (Object.keys(severity) as NetworkState[])
    .map((state) => ({ state, count: all.filter((network) => network.state === state).length }))
    .filter(({ count }) => count > 0)
}
