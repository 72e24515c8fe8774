import type { Kpi } from '../../../domain/kpi.ts'
import type { Rankings } from './use-rankings.ts'

/** KPIs that count for no network of this node, whatever they weigh: none of them is measured there. */
export function idleKpis(rankings: Rankings | undefined): ReadonlySet<Kpi> {
  if (rankings === undefined) return new Set()
  const { then, weights } = rankings
  const idle = (then.candidates[0]?.kpis ?? []).filter(({ kpi, weight }) => weight === 0 && weights[kpi] > 0)
  return new Set(idle.map(({ kpi }) => kpi))
}
