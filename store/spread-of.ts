import type { Spread } from '../domain/network-history.ts'

/** The spread of some values, sorted in place, with quantiles by nearest rank; null if there is none. */
export function spreadOf(values: number[]): Spread | null {
  values.sort((a, b) => a - b)
  const count = values.length
  const [min] = values
  const max = values.at(-1)
  const p50 = values[Math.ceil(0.5 * count) - 1]
  const p95 = values[Math.ceil(0.95 * count) - 1]
  if (min === undefined || max === undefined || p50 === undefined || p95 === undefined) return null
  return { min, max, p50, p95, count }
}
