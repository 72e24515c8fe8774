import {
  historyFigures,
  type HistoryFigure,
  type HistoryPoint,
  type Spread,
} from '../../domain/network-history.ts'

/** A row of history: of each figure {min, max, p50, p95, count}, or null. */
export type HistoryRow = { readonly at: number } & Readonly<Record<HistoryFigure, readonly number[] | null>>

/** The point that a row says. */
export function pointOf({ at, ...row }: HistoryRow): HistoryPoint {
  const figures = historyFigures.map((figure) => [figure, spreadOf(row[figure])])
  return { at, figures: Object.fromEntries(figures) as HistoryPoint['figures'] }
}

function spreadOf(values: readonly number[] | null): Spread | null {
  if (values === null) return null
  const [min = NaN, max = NaN, p50 = NaN, p95 = NaN, count = NaN] = values
  return { min, max, p50, p95, count }
}
