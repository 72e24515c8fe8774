import type { NetworkInShort } from '../../domain/cluster-overview.ts'
import type { NetworkBoard } from '../../domain/network-board.ts'
import { readingOf } from '../../domain/reading-of.ts'

/** A board in a few figures a network, for where many nodes stand side by side. */
export function inShort({ networks }: NetworkBoard): NetworkInShort[] {
  return networks.map(({ name, state, standing }) => ({
    name,
    state,
    score: standing.score,
    rank: standing.rank,
    utilization: readingOf(standing, 'utilization'),
  }))
}
