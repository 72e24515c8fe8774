import type { KpiScore } from '../../../domain/decision.ts'
import type { Kpi } from '../../../domain/kpi.ts'
import type { WaterfallPart } from './waterfall-steps.ts'

type Scored = Pick<KpiScore, 'kpi' | 'contribution' | 'weight'>

/** What each KPI adds to the score of one network, of those that have a weight. */
export function scoreParts(kpis: readonly Scored[]): WaterfallPart<Kpi>[] {
  return kpis
    .filter(({ weight }) => weight > 0)
    .map(({ kpi, contribution }) => ({ key: kpi, amount: contribution }))
}

/** What each KPI adds to the lead of one network over another: their sum is the difference of the scores. */
export function leadParts(winner: readonly Scored[], other: readonly Scored[]): WaterfallPart<Kpi>[] {
  const amounts = new Map(scoreParts(winner).map(({ key, amount }) => [key, amount]))
  for (const { key, amount } of scoreParts(other)) amounts.set(key, (amounts.get(key) ?? 0) - amount)
  return [...amounts].map(([key, amount]) => ({ key, amount }))
}
