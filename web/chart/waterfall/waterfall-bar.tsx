import type { Kpi } from '../../../domain/kpi.ts'
import { percent } from '../scale/percent.ts'

/** What all rows of a waterfall share: the scale, and the band of near ties. */
export interface WaterfallFrame {
  readonly place: (score: number) => number
  readonly band: { readonly from: number; readonly to: number } | null
}

/** One row's bar, with the lines that join it to the rows above and below; what takes away is hatched. */
export function WaterfallBar(props: {
  frame: WaterfallFrame
  from: number
  to: number
  kind: 'gain' | 'loss' | 'total'
  joins: 'above' | 'below' | 'both'
  kpi?: Kpi | undefined
}) {
  const { frame, kind, joins } = props
  const [from, to] = [frame.place(props.from), frame.place(props.to)]
  const bar = { x: percent(Math.min(from, to)), width: percent(Math.abs(to - from)), y: '22%', height: '56%' }
  const hue = props.kpi === undefined ? `waterfall__${kind}` : `hue-${props.kpi}`
  return (
    <svg class="waterfall__drawing" aria-hidden="true">
      {frame.band && (
        <rect
          class="waterfall__band"
          x={percent(frame.band.from)}
          width={percent(frame.band.to - frame.band.from)}
          height="100%"
        />
      )}
      {joins !== 'below' && <Join at={joins === 'above' ? to : from} from="0%" to="22%" />}
      {joins !== 'above' && <Join at={to} from="78%" to="100%" />}
      <rect class={`waterfall__bar ${hue}`} rx="1.5" {...bar} />
      {kind === 'loss' && <rect fill="url(#hatch)" {...bar} />}
    </svg>
  )
}

function Join({ at, from, to }: { at: number; from: string; to: string }) {
  return <line class="waterfall__join" x1={percent(at)} x2={percent(at)} y1={from} y2={to} />
}
