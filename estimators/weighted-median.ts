/** A value and how much it counts; weights are above 0. */
export interface Weighted {
  readonly value: number
  readonly weight: number
}

/**
 * The lower weighted median: the smallest value such that it and all below weigh at least half of everything.
 * @throws {RangeError} if there is no value
 */
export function weightedMedian(values: readonly Weighted[]): number {
  const sorted = [...values].sort((one, other) => one.value - other.value)
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2
  let below = 0
  for (const { value, weight } of sorted) {
    below += weight
    if (below >= half) return value
  }
  throw new RangeError('Cannot compute a weighted median as there is no value: give at least one')
}
