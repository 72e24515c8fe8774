import type { GroupShares, WeightGroup } from '../../domain/weight-group.ts'
import { weightGroups } from '../../domain/weight-group.ts'

/** How many times as important one group is as another, from 1/9 to 9. */
export interface Comparison {
  readonly group: WeightGroup
  readonly than: WeightGroup
  readonly times: number
}

/** Shares that comparisons lead to. */
export interface PairwiseShares {
  readonly shares: GroupShares
  /** How much they contradict each other: 0 not at all; null where five questions leave no room for it. */
  readonly consistencyRatio: number | null
}

/** From this on they contradict each other too much to be used (Saaty, "The Analytic Hierarchy Process", 1980). */
export const mostInconsistent = 0.1

/** What the consistency index of random comparisons of six is on average (the same). */
const randomIndexOfSix = 1.24

/**
 * Shares by the most important group alone: how many times as important it is as each of the others. What the others
 * are to one another follows from that, so nothing can be contradicted.
 */
export function sharesByMost(
  most: WeightGroup,
  times: Readonly<Partial<Record<WeightGroup, number>>>,
): PairwiseShares {
  const raw = weightGroups.map((group) => (group === most ? 1 : 1 / (times[group] ?? 1)))
  return { shares: normalized(raw), consistencyRatio: null }
}

/**
 * Shares by all pairs: the geometric mean of each row of the reciprocal matrix (Crawford and Williams, 1985). A pair that
 * nobody compares counts as equal.
 */
export function sharesByPairs(comparisons: readonly Comparison[]): PairwiseShares {
  const matrix = reciprocalMatrix(comparisons)
  const shares = normalized(matrix.map((row) => Math.exp(mean(row.map(Math.log)))))
  return {
    shares,
    consistencyRatio: consistencyRatioOf(
      matrix,
      weightGroups.map((group) => shares[group]),
    ),
  }
}

function reciprocalMatrix(comparisons: readonly Comparison[]): readonly number[][] {
  const matrix = weightGroups.map(() => weightGroups.map(() => 1))
  for (const { group, than, times } of comparisons) {
    const [row, column] = [weightGroups.indexOf(group), weightGroups.indexOf(than)]
    matrix[row]?.splice(column, 1, times)
    matrix[column]?.splice(row, 1, 1 / times)
  }
  return matrix
}

/** ((lambda - n) / (n - 1)) / random index, lambda being the mean of what the matrix makes of each share. */
function consistencyRatioOf(matrix: readonly number[][], shares: readonly number[]): number {
  const size = shares.length
  const grown = matrix.map((row) => row.reduce((sum, times, index) => sum + times * (shares[index] ?? 0), 0))
  const lambda = mean(grown.map((value, index) => value / (shares[index] ?? 1)))
  return Math.max(0, (lambda - size) / (size - 1)) / randomIndexOfSix
}

function normalized(raw: readonly number[]): GroupShares {
  const total = raw.reduce((sum, each) => sum + each, 0)
  return Object.fromEntries(
    weightGroups.map((group, index) => [group, (raw[index] ?? 0) / total]),
  ) as GroupShares
}

const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length
