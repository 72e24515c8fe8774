/**
 * How much a reading of that age still counts, from 1 (fresh) to 0 (too old): exp(-2 age / maxAge), cut off at maxAge.
 * Old load figures mislead (Dahlin, "Interpreting stale load information", 2000), so they fade towards the prior.
 */
export function confidenceOf(ageMs: number, maxAgeMs: number): number {
  if (ageMs > maxAgeMs) return 0
  return Math.exp((-2 * Math.max(0, ageMs)) / maxAgeMs)
}
