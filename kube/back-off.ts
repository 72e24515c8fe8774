/** Figures of an exponential back-off. */
export interface BackOffFigures {
  readonly firstMs: number
  readonly mostMs: number
}

/** client-go's own for reflectors. */
export const reflectorBackOff: BackOffFigures = { firstMs: 800, mostMs: 30_000 }

/**
 * How long to wait before the next try after so many failures in a row: doubling, and between half and the whole of
 * it, so that many clients do not come back at once. `random` is from 0 to 1.
 */
export function backOffMs({ firstMs, mostMs }: BackOffFigures, failures: number, random: number): number {
  const wholeMs = Math.min(mostMs, firstMs * 2 ** Math.min(Math.max(failures, 1) - 1, 30))
  return Math.round(wholeMs * (0.5 + random / 2))
}
