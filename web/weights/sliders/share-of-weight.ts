import type { Kpi } from '../../../domain/kpi.ts'
import type { Weights } from '../../../domain/profile.ts'

/** What part of all weights one is, from 0 to 1; 0 while all of them are 0. */
export function shareOfWeight(weights: Weights, kpi: Kpi): number {
  const total = Object.values(weights).reduce((sum, each) => sum + each, 0)
  return total === 0 ? 0 : weights[kpi] / total
}
