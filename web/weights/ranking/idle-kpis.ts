import type { Kpi } from '../../../domain/kpi.ts'
import type { Rankings } from './use-rankings.ts'

/** KPIs that count for no network of this node: none of them is measured there, or they weigh nothing. */
export function idleKpis(rankings: Rankings | undefined): ReadonlySet<Kpi> {
  const [first] = rankings?.then.candidates ?? []
  return new Set((first?.kpis ?? []).filter(({ weight }) => weight === 0).map(({ kpi }) => kpi))
}
