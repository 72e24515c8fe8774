import type { HistoryFigure, HistoryPoint } from '../../../domain/network-history.ts'
import type { TrendPoint } from '../trend/trend-paths.ts'

/** Figures over common times, as uPlot takes them: seconds first, then each line. */
export interface AlignedSeries {
  /** Unix times in seconds, rising. */
  readonly seconds: number[]
  /** For each series its values, and its upper edges where it has any. */
  readonly lines: readonly { readonly values: Cell[]; readonly uppers: Cell[] | null }[]
}

/** null is a hole; undefined is a time of other series, over which the line is drawn. */
type Cell = number | null | undefined

/** A network's history of one figure: p50, with p95 as the upper edge where a point is more than one sample. */
export function historyTrend(points: readonly HistoryPoint[], figure: HistoryFigure): TrendPoint[] {
  return points.map(({ at, figures }) => {
    const spread = figures[figure]
    if (spread === null) return { at, value: null }
    return spread.count > 1 ? { at, value: spread.p50, upper: spread.p95 } : { at, value: spread.p50 }
  })
}

/** Joins series by their times. What is further apart than `gapMs` has a hole between it: nobody measured. */
export function alignedSeries(series: readonly (readonly TrendPoint[])[], gapMs: number): AlignedSeries {
  const all = series.flatMap((points) => points.map(({ at }) => at))
  const times = [...new Set(all)].sort((one, other) => one - other)
  const withHoles = times.flatMap((at, index) => {
    const next = times[index + 1]
    return next !== undefined && next - at > gapMs ? [at, (at + next) / 2] : [at]
  })
  return {
    seconds: withHoles.map((at) => at / 1_000),
    lines: series.map((points) => ({
      values: cellsOf(points, withHoles, gapMs, ({ value }) => value),
      uppers: points.some(({ upper }) => upper !== undefined && upper !== null)
        ? cellsOf(points, withHoles, gapMs, ({ upper = null }) => upper)
        : null,
    })),
  }
}

function cellsOf(
  points: readonly TrendPoint[],
  times: readonly number[],
  gapMs: number,
  figure: (point: TrendPoint) => number | null,
): Cell[] {
  let next = 0
  return times.map((at) => {
    while ((points[next]?.at ?? Infinity) < at) next += 1
    const [before, after] = [points[next - 1], points[next]]
    if (after?.at === at) return figure(after)
    return before !== undefined && after !== undefined && after.at - before.at <= gapMs ? undefined : null
  })
}
