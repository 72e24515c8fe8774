import type { Point } from './ewma.ts'
import { trendOf } from './trend.ts'

/** When points that go on as they do get to a limit. */
export interface Crossing {
  /** From the newest point on; 0 where it is there already. */
  readonly inMs: number
  readonly confidence: number
}

/** Nobody can tell from a quarter of an hour what is in a day: so many times the time that was watched, and no more. */
const farthest = 8
/** Less than this is as good as guessing. */
const leastConfidence = 0.8

/**
 * When the trend of points (oldest first) gets to a limit above them. Null where it does not, or where nobody can tell:
 * too few points, a trend that chance explains as well, or a time too far beyond what was watched.
 */
export function forecast(points: readonly Point[], limit: number): Crossing | null {
  const newest = points.at(-1)
  if (newest === undefined) return null
  if (newest.value >= limit) return { inMs: 0, confidence: 1 }
  const trend = trendOf(points)
  if (trend === undefined || trend.slopePerMs <= 0 || trend.confidence < leastConfidence) return null
  // From where it is, or the line has got to: the nearer of the two to the limit is the more careful one.
  const inMs = Math.max(0, limit - Math.max(newest.value, trend.latest)) / trend.slopePerMs
  return inMs > farthest * trend.spanMs ? null : { inMs, confidence: trend.confidence }
}
