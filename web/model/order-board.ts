import type { NetworkStanding } from '../../domain/network-board.ts'

/** Those that are excluded for the SLA stand beside those that miss it. */
const groupOf = ({ standing: { excluded } }: NetworkStanding): number =>
  excluded === null || excluded.code === 'sla-missed' ? 0 : 1

const byRank = (a: NetworkStanding, b: NetworkStanding): number =>
  groupOf(a) - groupOf(b) ||
  (a.standing.rank ?? Infinity) - (b.standing.rank ?? Infinity) ||
  a.name.localeCompare(b.name)

/**
 * The order in which the board shows its networks: by rank, then those that are excluded
 * for the SLA, then the other excluded ones, by name. While somebody points at a
 * row, `held` is the order they see: it stays, and networks that are new go to the end.
 */
export function orderBoard(
  networks: readonly NetworkStanding[],
  held: readonly string[] | undefined,
): NetworkStanding[] {
  // Infinity - Infinity is NaN, which is falsy: two excluded networks fall through to their names.
  const ranked = networks.toSorted(byRank)
  if (held === undefined) return ranked
  const places = new Map(held.map((name, index) => [name, index]))
  const placeOf = ({ name }: NetworkStanding) => places.get(name) ?? held.length
  return ranked.sort((a, b) => placeOf(a) - placeOf(b))
}
