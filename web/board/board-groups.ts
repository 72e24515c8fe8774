import type { NetworkStanding } from '../../domain/network-board.ts'

/** What is said of networks that stand together: whether they meet the SLA comes before every score. */
export type BoardGroup = 'meets' | 'misses' | 'excluded'

/** Where a network belongs. */
export function groupOf({ standing: { excluded, missesSla } }: NetworkStanding): BoardGroup {
  if (excluded !== null) return excluded.code === 'sla-missed' ? 'misses' : 'excluded'
  return missesSla === undefined ? 'meets' : 'misses'
}

/** The groups that a board falls into, in its order; none where all of it is one. */
export function groupHeads(networks: readonly NetworkStanding[]): ReadonlyMap<string, BoardGroup> {
  const groups = networks.map(groupOf)
  if (new Set(groups).size < 2) return new Map()
  return new Map(
    networks.flatMap(({ name }, place) => {
      const group = groups[place]
      return group === undefined || group === groups[place - 1] ? [] : [[name, group]]
    }),
  )
}
