import type { NetworkStanding } from '../../domain/network-board.ts'

const byRank = (a: NetworkStanding, b: NetworkStanding): number =>
  (a.standing.rank ?? Infinity) - (b.standing.rank ?? Infinity) || a.name.localeCompare(b.name)

/**
 * The order in which the board shows its networks: by rank, excluded ones last by name. While somebody points at a
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
