import type { Kpi } from '../../../domain/kpi.ts'
import { ChartFigure } from '../figure/chart-figure.tsx'
import { CursorHelp } from '../figure/cursor-help.tsx'
import { useCursor } from '../figure/use-cursor.ts'
import { percent } from '../scale/percent.ts'
import { tornadoBars, type Swing, type TornadoSide } from './tornado-bars.ts'
import './tornado.css'

/** What a figure becomes when one weight is taken down and up, with both as text. */
export interface TornadoRow extends Swing {
  readonly key: string
  /** Gives the row its colour. */
  readonly kpi?: Kpi
  readonly name: string
  readonly lowText: string
  readonly highText: string
  /** Such as the weight as it is, or the weight at which another network wins. */
  readonly note?: string
}

/** The words of a tornado. */
export interface TornadoWords {
  readonly row: string
  /** Heads of the columns: what the two ends are, such as `Weight at 0`. */
  readonly low: string
  readonly high: string
  readonly note: string
  /** What lies left of the dashed line, such as `Another network wins`. */
  readonly flips: string
}

/** Which weight matters most: one bar a row around the figure as it is, the widest first. Left of `flipAt` another wins. */
export function Tornado(props: {
  caption: string
  note?: string
  rows: readonly TornadoRow[]
  now: number
  flipAt?: number
  words: TornadoWords
}) {
  const { words } = props
  const { rows, middle, flip } = tornadoBars(props.rows, props.now, props.flipAt)
  const say = (at: number) => {
    const row = rows[at]?.row
    return row
      ? `${row.name}: ${words.low} ${row.lowText}, ${words.high} ${row.highText}. ${row.note ?? ''}`
      : ''
  }
  const cursor = useCursor({ columns: 1, rows: rows.length }, say)
  const hasNote = props.rows.some(({ note }) => note !== undefined)
  const heads = [words.row, words.low, null, words.high, ...(hasNote ? [words.note] : [])]
  return (
    <ChartFigure class="tornado" caption={props.caption} note={props.note}>
      <div class="chart__scroll" role="group" aria-label={props.caption} {...cursor.keys}>
        <table role="table">
          <thead role="rowgroup">
            <tr role="row">
              {heads.map((title, index) => (
                <th key={index} role="columnheader" scope="col">
                  {title ?? <span class="sr-only">{props.caption}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map(({ row, low, high }, index) => (
              <tr key={row.key} role="row" class={cursor.at === index ? 'is-at' : ''}>
                <th role="rowheader" scope="row">
                  {row.name}
                </th>
                <td role="cell" class="tornado__low" data-title={words.low}>
                  <Figure text={row.lowText} crosses={low.crosses} />
                </td>
                <td role="cell" class="tornado__cell">
                  <Bar low={low} high={high} middle={middle} flip={flip} kpi={row.kpi} />
                </td>
                <td role="cell" class="tornado__high" data-title={words.high}>
                  <Figure text={row.highText} crosses={high.crosses} />
                </td>
                {hasNote && (
                  <td role="cell" class="tornado__note">
                    {row.note}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {flip !== null && (
        <p class="chart__key">
          <svg class="swatch" aria-hidden="true">
            <rect class="tornado__lost" width="100%" height="100%" />
          </svg>
          <span>◂ {words.flips}</span>
        </p>
      )}
      <CursorHelp cursor={cursor} />
    </ChartFigure>
  )
}

/** The figure of one end, marked where another network wins. */
function Figure({ text, crosses }: { text: string; crosses: boolean }) {
  return <span class={crosses ? 'tornado__flips' : ''}>{crosses ? `◂ ${text}` : text}</span>
}

function Bar(props: {
  low: TornadoSide
  high: TornadoSide
  middle: number
  flip: number | null
  kpi: Kpi | undefined
}) {
  const { low, high, middle, flip } = props
  const hue = props.kpi === undefined ? 'tornado__bar' : `hue-${props.kpi}`
  const boxOf = ({ from, to }: TornadoSide) => ({
    x: percent(from),
    width: percent(to - from),
    y: '20%',
    height: '60%',
  })
  return (
    <svg class="tornado__drawing" aria-hidden="true">
      {flip !== null && <rect class="tornado__lost" width={percent(flip)} height="100%" />}
      <rect class={hue} {...boxOf(high)} />
      <rect class={hue} {...boxOf(low)} />
      <rect fill="url(#hatch)" {...boxOf(low)} />
      <line class="tornado__middle" x1={percent(middle)} x2={percent(middle)} y2="100%" />
      {flip !== null && <line class="tornado__flip" x1={percent(flip)} x2={percent(flip)} y2="100%" />}
    </svg>
  )
}
