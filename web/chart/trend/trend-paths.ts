import { bandPath, linePath, type Spot } from '../scale/line-path.ts'

/** A figure at a time; with `upper` it is the lower edge of a band, as p50 is of p50 to p95. */
export interface TrendPoint {
  /** Unix time in ms. */
  readonly at: number
  readonly value: number | null
  readonly upper?: number | null
}

/** The box that a trend is drawn in, and what it shows. */
export interface TrendFrame {
  readonly fromMs: number
  readonly untilMs: number
  /** The threshold or capacity; null where there is none. */
  readonly limit: number | null
  /** Points further apart than this have a gap between them: nobody measured. Never if left out. */
  readonly gapMs?: number
  readonly width: number
  readonly height: number
}

/** SVG path data, heights, and the spans without a figure. */
export interface TrendPaths {
  readonly line: string
  readonly upperLine: string
  /** Between both lines, or below the only one. */
  readonly area: string
  readonly limitY: number | null
  readonly gaps: readonly { readonly x: number; readonly width: number }[]
  /** The newest figure's place; null if there is none or it is older than a gap. */
  readonly newest: Spot | null
  /** What the top stands for. */
  readonly ceiling: number
}

/** Room above the highest figure, so that a line at the top is not cut in half. */
const headroom = 1.08

/** From 0 up to above the limit, or the highest figure if that is higher. */
export function trendPaths(points: readonly TrendPoint[], frame: TrendFrame): TrendPaths {
  const { fromMs, untilMs, limit, width, height } = frame
  const shown = withGaps(
    points.filter(({ at }) => at >= fromMs && at <= untilMs),
    frame,
  )
  const figures = shown.flatMap((point) => (point === null ? [] : [point.value, point.upper ?? 0]))
  const ceiling = Math.max(limit ?? 0, ...figures, Number.MIN_VALUE) * headroom
  const xOf = (at: number) => (width * (at - fromMs)) / Math.max(untilMs - fromMs, 1)
  const spotOf = (at: number, figure: number): Spot => ({
    x: xOf(at),
    y: height * (1 - Math.max(0, figure) / ceiling),
  })
  const lower = shown.map((point) => point && spotOf(point.at, point.value))
  const upper = shown.map((point) =>
    point === null || point.upper === null ? null : spotOf(point.at, point.upper),
  )
  const hasBand = upper.some((spot) => spot !== null)
  const pairs = lower.map((spot, index) => {
    const above = hasBand ? (upper[index] ?? null) : spot
    return spot && above && { upper: above, lower: hasBand ? spot : { x: spot.x, y: height } }
  })
  return {
    line: linePath(lower),
    upperLine: linePath(upper),
    area: bandPath(pairs),
    limitY: limit === null ? null : spotOf(0, limit).y,
    gaps: gapsOf(shown, frame).map(([from, to]) => ({ x: xOf(from), width: xOf(to) - xOf(from) })),
    newest: lower.at(-1) ?? null,
    ceiling,
  }
}

interface Known {
  readonly at: number
  readonly value: number
  readonly upper: number | null
}

/** Puts a hole wherever a figure is missing or the next one came too late; also at the end, if the newest is old. */
function withGaps(
  points: readonly TrendPoint[],
  { gapMs = Infinity, untilMs }: TrendFrame,
): (Known | null)[] {
  const spots: (Known | null)[] = []
  let lastAt: number | null = null
  for (const { at, value, upper = null } of points) {
    if (value === null || (lastAt !== null && at - lastAt > gapMs)) spots.push(null)
    if (value === null) continue
    spots.push({ at, value, upper })
    lastAt = at
  }
  if (lastAt !== null && untilMs - lastAt > gapMs) spots.push(null)
  return spots
}

/** From one figure to the next one that is not its neighbour, and the ends of the window that have none. */
function gapsOf(shown: readonly (Known | null)[], { fromMs, untilMs, gapMs = Infinity }: TrendFrame) {
  const gaps: (readonly [from: number, to: number])[] = []
  let from: number | null = null
  let isOpen = false
  for (const point of shown) {
    if (point === null) isOpen = true
    else {
      if (isOpen || (from === null && point.at - fromMs > gapMs)) gaps.push([from ?? fromMs, point.at])
      from = point.at
      isOpen = false
    }
  }
  if (isOpen || from === null) gaps.push([from ?? fromMs, untilMs])
  return gaps
}
