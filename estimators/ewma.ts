/** A figure at a time, Unix ms. */
export interface Point {
  readonly at: number
  readonly value: number
}

/**
 * The exponentially weighted mean of points that came at irregular times, oldest first: each gap of dt replaces the
 * share 1 - exp(-dt / tau) of the mean (Müller's operator with the next point's value). Undefined without points.
 */
export function ewma(points: readonly Point[], tauMs: number): number | undefined {
  let mean: number | undefined
  let before = 0
  for (const { at, value } of points) {
    mean =
      mean === undefined ? value : mean + (1 - Math.exp(-Math.max(0, at - before) / tauMs)) * (value - mean)
    before = at
  }
  return mean
}
