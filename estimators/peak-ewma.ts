import type { Point } from './ewma.ts'

/**
 * A mean that goes up at once and comes down as `ewma` does: after a slow answer nobody trusts a link before it has
 * been quick for a while (peak EWMA of Finagle's load balancers, Twitter, 2016). Undefined without points.
 */
export function peakEwma(points: readonly Point[], tauMs: number): number | undefined {
  let mean: number | undefined
  let before = 0
  for (const { at, value } of points) {
    const share = 1 - Math.exp(-Math.max(0, at - before) / tauMs)
    mean = mean === undefined || value > mean ? value : mean + share * (value - mean)
    before = at
  }
  return mean
}
