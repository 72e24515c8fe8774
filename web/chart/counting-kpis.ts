import type { Candidate } from '../../domain/decision.ts'
import type { Kpi } from '../../domain/kpi.ts'

/** The KPIs that have a weight for any of these candidates, in their order. */
export function countingKpis(candidates: readonly Candidate[]): Kpi[] {
  const counting = candidates.flatMap(({ kpis }) => kpis.filter(({ weight }) => weight > 0))
  return [...new Set(counting.map(({ kpi }) => kpi))]
}
