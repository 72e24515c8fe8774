import type { Kpi } from '../../../domain/kpi.ts'
import type { WhatIfReport } from '../../../domain/what-if.ts'

/** Whether a figure is to the better after a change. */
export type Verdict = 'better' | 'worse' | 'same'

/** What the figure of a row is of. */
export type OutcomeSubject =
  | { readonly of: 'reading'; readonly kpi: Kpi }
  | { readonly of: 'congested' | 'degraded' }
  | { readonly of: 'cost'; readonly currency: string }

/** A figure before and after a change, and over how many decisions it is. */
export interface OutcomeRow {
  readonly subject: OutcomeSubject
  readonly before: number
  readonly after: number
  readonly decisions: number
  readonly verdict: Verdict
}

/** Of all others less is better, as of counts and money. */
const moreIsBetter: ReadonlySet<Kpi> = new Set<Kpi>(['headroom', 'subnets', 'fit'])

/** Sums of money are sums of floats: what differs by less than this share is rounding. */
const rounding = 1e-9

/** What a change does: congestion and cost first, then the SLA, then the other readings. */
export function outcomeRows(report: WhatIfReport): readonly OutcomeRow[] {
  const { figures, congested, degraded, cost, compared } = report
  const readings = figures.map(({ kpi, ...figure }) =>
    rowOf({ of: 'reading', kpi }, figure, moreIsBetter.has(kpi)),
  )
  const isCongestion = ({ subject }: OutcomeRow) => subject.of === 'reading' && subject.kpi === 'utilization'
  return [
    ...readings.filter(isCongestion),
    ...(congested.decisions > 0 ? [rowOf({ of: 'congested' }, congested)] : []),
    ...cost.map(({ currency, ...figure }) => rowOf({ of: 'cost', currency }, figure)),
    rowOf({ of: 'degraded' }, { ...degraded, decisions: compared }),
    ...readings.filter((row) => !isCongestion(row)),
  ]
}

type Figure = Pick<OutcomeRow, 'before' | 'after' | 'decisions'>

function rowOf(
  subject: OutcomeSubject,
  { before, after, decisions }: Figure,
  isMoreBetter = false,
): OutcomeRow {
  return { subject, before, after, decisions, verdict: verdictOf(before, after, isMoreBetter) }
}

function verdictOf(before: number, after: number, isMoreBetter: boolean): Verdict {
  if (Math.abs(after - before) <= rounding * Math.max(Math.abs(before), Math.abs(after))) return 'same'
  return after > before === isMoreBetter ? 'better' : 'worse'
}
