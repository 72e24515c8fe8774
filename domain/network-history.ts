import { Type, type Static } from 'typebox'
import { Nullable } from './nullable.ts'

/** How a history is kept: every sample for a day, minutes for two weeks, hours for over a year. */
export const Resolution = Type.Union([Type.Literal('raw'), Type.Literal('minute'), Type.Literal('hour')])
export type Resolution = Static<typeof Resolution>

/** The figures of a sample that a history keeps, in this order wherever order counts. */
export const historyFigures = [
  'ingressBitsPerSecond',
  'egressBitsPerSecond',
  'dropRatio',
  'headroomBitsPerSecond',
  'addressesUsed',
  'attachments',
  'latencyP50Ms',
  'latencyP95Ms',
  'jitterMs',
  'lossRatio',
  'responseTimeMs',
  'applicationRatio',
] as const
/** One of them. New ones go to the end: what was packed before is told by its place. */
export type HistoryFigure = (typeof historyFigures)[number]

/** One figure over one span of time. */
export const Spread = Type.Object({
  min: Type.Number(),
  max: Type.Number(),
  p50: Type.Number(),
  p95: Type.Number(),
  /** How many samples had it. */
  count: Type.Integer(),
})
export type Spread = Static<typeof Spread>

/** A network's figures over the span that begins at `at`; of raw history every spread is of one sample. */
export const HistoryPoint = Type.Object({
  /** Unix time in ms of the span's begin. */
  at: Type.Integer(),
  figures: Type.Object(
    Object.fromEntries(historyFigures.map((figure) => [figure, Nullable(Spread)])) as Record<
      HistoryFigure,
      ReturnType<typeof Nullable<typeof Spread>>
    >,
  ),
})
export type HistoryPoint = Static<typeof HistoryPoint>

/** How a network has been. */
export const NetworkHistory = Type.Object({
  network: Type.String(),
  /** Unix times in ms: points begin at the one or later, and before the other. */
  from: Type.Integer(),
  to: Type.Integer(),
  resolution: Resolution,
  /** Oldest first; the newest where the limit cuts. */
  points: Type.Array(HistoryPoint),
})
export type NetworkHistory = Static<typeof NetworkHistory>
