/**
 * How much a reading of that age still counts, from 1 (fresh) to 0 (too old): exp(-2 age / maxAge), cut off at maxAge.
 * Old load figures mislead (Dahlin, "Interpreting stale load information", 2000), so they fade towards the prior. An age
 * below 0 is of a clock that went back: fresh. One that is no number counts nothing.
 */
export function confidenceOf(ageMs: number, maxAgeMs: number): number {
  return ageMs <= maxAgeMs ? Math.exp((-2 * Math.max(0, ageMs)) / maxAgeMs) : 0
}
