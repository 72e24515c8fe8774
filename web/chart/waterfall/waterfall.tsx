import type { Kpi } from '../../../domain/kpi.ts'
import { ChartFigure } from '../figure/chart-figure.tsx'
import { CursorHelp } from '../figure/cursor-help.tsx'
import { useCursor } from '../figure/use-cursor.ts'
import { linearScale } from '../scale/linear-scale.ts'
import { WaterfallBar } from './waterfall-bar.tsx'
import { waterfallSteps, type WaterfallStep } from './waterfall-steps.ts'
import './waterfall.css'

/** One KPI of a waterfall, with its figures as text. */
export interface WaterfallRow {
  readonly kpi: Kpi
  readonly name: string
  /** What it adds to the score, or to the lead. */
  readonly amount: number
  /** The raw value with its unit; for a lead of both networks. */
  readonly reading: string
  /** From which reading it is worth 0, and from which 1. */
  readonly anchors: string
  /** What the reading is worth, 0 to 1. */
  readonly value: string
  readonly weight: string
}

/** The words of a waterfall. */
export interface WaterfallWords {
  readonly part: string
  readonly adds: string
  readonly reading: string
  readonly anchors: string
  readonly value: string
  readonly weight: string
  /** Several small parts in one row, such as `3 smaller`. */
  readonly rest: (count: number) => string
  /** What the band means, such as `Near tie: less than 0.02 behind`. */
  readonly band: string
}

/**
 * Why a score is what it is: from 0, or from the runner-up's score, to the winner's, one KPI a row, the greatest first,
 * those after the eighth merged. A chart and a table in one. `bandFrom` is the score from which networks count as near ties.
 */
export function Waterfall(props: {
  caption: string
  note?: string
  rows: readonly WaterfallRow[]
  /** Where it begins: 0, or the runner-up's score. */
  start: { readonly name: string; readonly score: number }
  end: { readonly name: string }
  bandFrom?: number
  most?: number
  /** A score, and a signed part of it. */
  formatScore: (score: number) => string
  formatPart: (part: number) => string
  words: WaterfallWords
}) {
  const { rows, words, bandFrom, most, start } = props
  const parts = rows.map((row) => ({ key: row, amount: row.amount }))
  const { steps, end, scaleFrom, scaleTo } = waterfallSteps(parts, {
    start: start.score,
    ...(most !== undefined && { most }),
    ...(bandFrom !== undefined && { bandFrom }),
  })
  const { place } = linearScale(scaleFrom, scaleTo)
  const band = bandFrom === undefined ? null : { from: place(Math.min(bandFrom, end)), to: place(end) }
  const frame = { place, band }
  const say = (at: number) => sentenceOf(at, steps, props, end)
  const cursor = useCursor({ columns: 1, rows: steps.length + 2 }, say)
  const isAt = (at: number) => (cursor.at === at ? 'is-at' : '')
  return (
    <ChartFigure class="waterfall" caption={props.caption} note={props.note}>
      <div class="chart__scroll" role="group" aria-label={props.caption} {...cursor.keys}>
        <table role="table">
          <thead role="rowgroup">
            <tr role="row">
              {[words.part, null, words.adds, words.reading, words.anchors, words.value, words.weight].map(
                (title, index) => (
                  <th key={index} role="columnheader" scope="col">
                    {title ?? <span class="sr-only">{props.caption}</span>}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody role="rowgroup">
            <EndRow class={isAt(0)} name={start.name} text={props.formatScore(start.score)}>
              <WaterfallBar frame={frame} from={scaleFrom} to={start.score} kind="total" joins="below" />
            </EndRow>
            {steps.map((step, index) => (
              <tr key={step.keys.map(({ kpi }) => kpi).join()} role="row" class={isAt(index + 1)}>
                <StepCells step={step} words={words} format={props.formatPart}>
                  <WaterfallBar
                    frame={frame}
                    from={step.from}
                    to={step.to}
                    kind={step.amount < 0 ? 'loss' : 'gain'}
                    joins="both"
                    {...(step.keys.length === 1 && { kpi: step.keys[0]?.kpi })}
                  />
                </StepCells>
              </tr>
            ))}
            <EndRow class={isAt(steps.length + 1)} name={props.end.name} text={props.formatScore(end)}>
              <WaterfallBar frame={frame} from={scaleFrom} to={end} kind="total" joins="above" />
            </EndRow>
          </tbody>
        </table>
      </div>
      {band && (
        <p class="chart__key">
          <svg class="swatch" aria-hidden="true">
            <rect class="waterfall__band" width="100%" height="100%" />
          </svg>
          {words.band}
        </p>
      )}
      <CursorHelp cursor={cursor} />
    </ChartFigure>
  )
}

type Step = WaterfallStep<WaterfallRow>

function StepCells(props: {
  step: Step
  words: WaterfallWords
  format: (part: number) => string
  children: preact.ComponentChildren
}) {
  const { step, words } = props
  const [first] = step.keys
  const single = step.keys.length === 1 ? first : undefined
  const cells: (readonly [title: string, text: string])[] = single
    ? [
        [words.reading, single.reading],
        [words.anchors, single.anchors],
        [words.value, single.value],
        [words.weight, single.weight],
      ]
    : []
  return (
    <>
      <th role="rowheader" scope="row" title={step.keys.map(({ name }) => name).join(', ')}>
        {single && (
          <svg class="swatch" aria-hidden="true">
            <rect class={`hue-${single.kpi}`} width="100%" height="100%" />
          </svg>
        )}
        {single ? single.name : words.rest(step.keys.length)}
      </th>
      <td role="cell" class="waterfall__cell">
        {props.children}
      </td>
      <td role="cell" class="waterfall__adds">
        {props.format(step.amount)}
      </td>
      {cells.map(([title, text]) => (
        <td key={title} role="cell" data-title={title}>
          {text}
        </td>
      ))}
      {!single && (
        <td role="cell" class="waterfall__names" colSpan={4}>
          {step.keys.map(({ name }) => name).join(', ')}
        </td>
      )}
    </>
  )
}

function EndRow(props: { class: string; name: string; text: string; children: preact.ComponentChildren }) {
  return (
    <tr role="row" class={`waterfall__end ${props.class}`}>
      <th role="rowheader" scope="row">
        {props.name}
      </th>
      <td role="cell" class="waterfall__cell">
        {props.children}
      </td>
      <td role="cell" class="waterfall__adds">
        {props.text}
      </td>
      <td role="cell" colSpan={4} />
    </tr>
  )
}

function sentenceOf(
  at: number,
  steps: readonly Step[],
  { start, end: winner, words, formatScore, formatPart }: Parameters<typeof Waterfall>[0],
  end: number,
): string {
  const step = steps[at - 1]
  if (at === 0) return `${start.name} ${formatScore(start.score)}`
  if (!step) return `${winner.name} ${formatScore(end)}`
  const [first] = step.keys
  const sum = `${formatPart(step.amount)}, ${formatScore(step.to)}`
  if (step.keys.length > 1 || !first) return `${words.rest(step.keys.length)} ${sum}`
  return `${first.name} ${sum}. ${words.reading} ${first.reading}, ${words.value} ${first.value}, ${words.weight} ${first.weight}`
}
