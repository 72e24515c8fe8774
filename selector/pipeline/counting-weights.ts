import { kpis, type Kpi } from '../../domain/kpi.ts'
import type { Weights } from '../../domain/profile.ts'

/**
 * A profile's weights as far as this node has a source for their KPIs: what nobody can measure here would only mix the
 * prior into every score alike. If that leaves nothing, they stay as they are, and every network is worth the prior.
 */
export function countingWeights(weights: Weights, measures: ReadonlySet<Kpi>): Weights {
  if (!kpis.some((kpi) => measures.has(kpi) && weights[kpi] > 0)) return weights
  return Object.fromEntries(kpis.map((kpi) => [kpi, measures.has(kpi) ? weights[kpi] : 0])) as Weights
}
