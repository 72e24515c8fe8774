import type { PairwiseRequest } from '../../../domain/pairwise.ts'
import type { GroupShares, WeightGroup } from '../../../domain/weight-group.ts'

/** Two groups that are compared. */
export interface Pair {
  /** By which what was chosen is kept. */
  readonly key: string
  readonly one: WeightGroup
  readonly other: WeightGroup
}

/** How one group compares: at -4 the first matters 9 times as much, at 0 both the same, at 4 the second 9 times. */
export type Leaning = -4 | -3 | -2 | -1 | 0 | 1 | 2 | 3 | 4
/** What was chosen, by pair; a pair that is left out matters the same. */
export type Leanings = Readonly<Partial<Record<string, Leaning>>>

/** The places of a scale, from all for the first to all for the second. */
export const leanings: readonly Leaning[] = [-4, -3, -2, -1, 0, 1, 2, 3, 4]

/** Every pair of the groups once. */
export function pairsOf(groups: readonly WeightGroup[]): Pair[] {
  return groups.flatMap((one, index) =>
    groups.slice(index + 1).map((other) => ({ key: `${one} ${other}`, one, other })),
  )
}

/** How many times as much the one that matters more does, on the scale of Saaty: 1, 3, 5, 7 or 9. */
export const timesOf = (leaning: Leaning): number => 1 + 2 * Math.abs(leaning)

/** The pair as it is said: what matters more, or as much, first. */
export function comparisonOf(
  { one, other }: Pair,
  leaning: Leaning,
): NonNullable<PairwiseRequest['pairs']>[number] {
  const times = timesOf(leaning)
  return leaning > 0 ? { group: other, than: one, times } : { group: one, than: other, times }
}

/** The pair that contradicts the others most, and what they would have it be; undefined if none is a step off. */
export function mostContradicting(
  pairs: readonly Pair[],
  chosen: Leanings,
  shares: GroupShares,
): { readonly pair: Pair; readonly suggested: Leaning } | undefined {
  const [worst] = pairs
    .map((pair) => {
      const ratio = shares[pair.other] / shares[pair.one]
      const said = ratioOf(chosen[pair.key] ?? 0)
      return { pair, suggested: nearestTo(ratio), off: Math.abs(Math.log(ratio / said)) }
    })
    .filter(({ pair, suggested }) => suggested !== (chosen[pair.key] ?? 0))
    .toSorted((one, other) => other.off - one.off)
  return worst && { pair: worst.pair, suggested: worst.suggested }
}

/** How many times as much the second matters as the first. */
const ratioOf = (leaning: Leaning) => (leaning < 0 ? 1 / timesOf(leaning) : timesOf(leaning))

function nearestTo(ratio: number): Leaning {
  const distance = (leaning: Leaning) => Math.abs(Math.log(ratio / ratioOf(leaning)))
  return leanings.reduce((best, each) => (distance(each) < distance(best) ? each : best))
}
