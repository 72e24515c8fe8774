/** The q-quantile of figures in any order, by nearest rank: one of them, so that no value is made up. Null of none. */
export function quantile(figures: readonly number[], q: number): number | null {
  const sorted = figures.toSorted((one, other) => one - other)
  const rank = Math.max(1, Math.ceil(q * sorted.length))
  return sorted[rank - 1] ?? null
}

/** The lower median: one of the figures. Null of none. */
export const median = (figures: readonly number[]): number | null => quantile(figures, 0.5)
