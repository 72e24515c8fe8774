const firstMs = 1_000
const longestMs = 60_000

/**
 * How long to wait after so many faults in a row: doubles from 1 s up to 1 min, spread by `random` (0 to 1) over the
 * upper half, so that the agents of a cluster do not come back at the same time.
 */
export function retryPauseMs(faults: number, random: number): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.max(0, Math.min(faults, 16) - 1))
  return Math.round(whole / 2 + (whole / 2) * random)
}
