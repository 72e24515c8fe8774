/** The gain of RFC 3550: a sixteenth, a good compromise between noise and speed. */
const gain = 1 / 16

/**
 * The interarrival jitter after one more packet, from the jitter before it and by how much its transit time differs from
 * that of the packet before: J + (|D| - J) / 16 (RFC 3550, section 6.4.1, and appendix A.8). In the unit of `difference`.
 */
export function nextJitter(jitter: number, difference: number): number {
  return jitter + gain * (Math.abs(difference) - jitter)
}

/** The jitter of packets with these transit times, in their order. Undefined for fewer than two. */
export function jitterOf(transits: readonly number[]): number | undefined {
  let jitter: number | undefined
  for (const [index, transit] of transits.entries()) {
    const before = transits[index - 1]
    if (before !== undefined) jitter = nextJitter(jitter ?? 0, transit - before)
  }
  return jitter
}
