const longestMs = 30_000

/**
 * How long to wait before the next attempt: doubles with every failure from the server's own `retry`, at most 30 s,
 * and spread over the upper half by `random` (0 to 1), so that a room full of pages does not return at once.
 */
export function backOffMs(failures: number, firstMs: number, random: number): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1))
  return Math.round(whole / 2 + (whole / 2) * random)
}
