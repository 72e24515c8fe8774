/**
 * Interarrival jitter of RFC 3550, section 6.4.1: J grows by a sixteenth of |D| - J with each pair of packets, D being
 * how much longer the second one took; here by its whole round trip, which needs no clock but ours. As a window begins
 * with J = 0, the result is divided by the weight that its differences have: a constant |D| gives |D|. Lost packets
 * (null) are passed over. Null of fewer than two.
 */
export function interarrivalJitter(roundTrips: readonly (number | null)[]): number | null {
  let jitter = 0
  let missingWeight = 1
  let before: number | null = null
  for (const now of roundTrips) {
    if (now === null) continue
    if (before !== null) {
      jitter += (Math.abs(now - before) - jitter) / 16
      missingWeight *= 15 / 16
    }
    before = now
  }
  return missingWeight === 1 ? null : jitter / (1 - missingWeight)
}
