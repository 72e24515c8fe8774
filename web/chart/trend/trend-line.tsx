import { trendPaths, type TrendPoint } from './trend-paths.ts'
import './trend-line.css'

const size = { width: 120, height: 26 }

/** A figure over a time, small: a line, the band up to its p95 if it has one, and its limit. Figures beside it say it in words. */
export function TrendLine(props: {
  points: readonly TrendPoint[]
  fromMs: number
  untilMs: number
  limit?: number | null
  kind: 'latency' | 'loss' | 'addresses'
}) {
  const { points, fromMs, untilMs, limit = null, kind } = props
  const paths = trendPaths(points, { fromMs, untilMs, limit, gapMs: 60_000, ...size })
  return (
    <svg
      class={`trend trend--${kind}`}
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class="trend__area" d={paths.area} />
      <path class="trend__upper" d={paths.upperLine} />
      <path class="trend__line" d={paths.line} />
      {paths.limitY !== null && (
        <line class="trend__limit" x2={size.width} y1={paths.limitY} y2={paths.limitY} />
      )}
    </svg>
  )
}
