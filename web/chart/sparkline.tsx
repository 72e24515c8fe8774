import type { TrafficPoint } from '../../domain/network-board.ts'
import { sparklineGeometry } from './sparkline-geometry.ts'

const size = { width: 240, height: 40 }
/** What the API keeps of a network's traffic. */
const windowMs = 600_000

/** Traffic of the last ten minutes against the capacity: ingress filled, egress a line, capacity dashed. */
export function Sparkline(props: {
  traffic: readonly TrafficPoint[]
  untilMs: number
  capacityBitsPerSecond: number | null
}) {
  const { untilMs, capacityBitsPerSecond } = props
  const frame = { fromMs: untilMs - windowMs, untilMs, capacityBitsPerSecond, ...size }
  const { ingressArea, ingressLine, egressLine, capacityY } = sparklineGeometry(props.traffic, frame)
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class="sparkline__area" d={ingressArea} />
      <path class="sparkline__ingress" d={ingressLine} />
      <path class="sparkline__egress" d={egressLine} />
      {capacityY !== null && (
        <line class="sparkline__capacity" x2={size.width} y1={capacityY} y2={capacityY} />
      )}
    </svg>
  )
}
