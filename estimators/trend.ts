import { cumulativeStdNormalProbability, median } from 'simple-statistics'
import type { Point } from './ewma.ts'

/** A line through points. */
export interface Trend {
  readonly slopePerMs: number
  /** The line's value at the newest point. */
  readonly latest: number
  /** From 0 (no trend: chance does as much) to 1. */
  readonly confidence: number
  /** From the oldest point to the newest. */
  readonly spanMs: number
}

/** So many points make all their pairs a thousand; more are thinned out evenly, which costs no sharpness that counts. */
const mostPoints = 120
/** With fewer, three of a kind in a row look like a trend. */
const leastPoints = 8

/**
 * The trend by the median of all slopes between two points (Theil, 1950; Sen, "Estimates of the regression coefficient
 * based on Kendall's tau", 1968): up to 29 % of the points may be anything. The confidence is that of the Mann-Kendall
 * test (Mann, 1945; Kendall, 1975), 1 - p of both sides. Undefined for fewer than eight points, or points of one time.
 */
export function trendOf(points: readonly Point[]): Trend | undefined {
  const few = thinned(points)
  const [oldest, newest] = [few[0], few.at(-1)]
  if (few.length < leastPoints || oldest === undefined || newest === undefined) return undefined
  const { slopes, sign } = pairsOf(few)
  if (slopes.length === 0) return undefined
  const slopePerMs = median(slopes)
  return {
    slopePerMs,
    latest: median(few.map(({ at, value }) => value + slopePerMs * (newest.at - at))),
    confidence: confidenceOf(sign, few),
    spanMs: newest.at - oldest.at,
  }
}

/** The slopes of all pairs, and how many more go up than down. */
function pairsOf(points: readonly Point[]): { slopes: number[]; sign: number } {
  const slopes: number[] = []
  let sign = 0
  for (const [index, one] of points.entries())
    for (const other of points.slice(index + 1)) {
      if (other.at === one.at) continue
      slopes.push((other.value - one.value) / (other.at - one.at))
      sign += Math.sign(other.value - one.value)
    }
  return { slopes, sign }
}

/** Of the Mann-Kendall test, with its corrections for ties and for continuity. */
function confidenceOf(sign: number, points: readonly Point[]): number {
  const counts = new Map<number, number>()
  for (const { value } of points) counts.set(value, (counts.get(value) ?? 0) + 1)
  const part = (count: number) => count * (count - 1) * (2 * count + 5)
  const ties = [...counts.values()].reduce((sum, count) => sum + part(count), 0)
  const variance = (part(points.length) - ties) / 18
  if (variance <= 0) return 0
  const z = Math.max(0, Math.abs(sign) - 1) / Math.sqrt(variance)
  return Math.min(1, Math.max(0, 2 * cumulativeStdNormalProbability(z) - 1))
}

function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length <= mostPoints) return points
  const step = (points.length - 1) / (mostPoints - 1)
  return Array.from({ length: mostPoints }, (_, index) => points[Math.round(index * step)]).filter(
    (point) => point !== undefined,
  )
}
