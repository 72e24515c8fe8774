import { kpis, type Kpi } from '../../domain/kpi.ts'
import type { Profile, Weights } from '../../domain/profile.ts'

/**
 * A profile's weights as far as this node has a source for their KPIs: what nobody can measure here would only mix the
 * prior into every score alike. If that leaves nothing, they stay as they are, and every network is worth the prior. A
 * weight that is none (negative, not a number, left out) counts nothing.
 */
export function countingWeights(weights: Partial<Weights>, measures: ReadonlySet<Kpi>): Weights {
  const counts = (kpi: Kpi) => measures.has(kpi) && soundWeight(weights[kpi]) > 0
  const isAnyMeasured = kpis.some(counts)
  return Object.fromEntries(
    kpis.map((kpi) => [kpi, !isAnyMeasured || counts(kpi) ? soundWeight(weights[kpi]) : 0]),
  ) as Weights
}

const soundWeight = (weight = 0) => (Number.isFinite(weight) ? Math.max(0, weight) : 0)

/** What counts on a node for a profile: `fit` where the profile prefers something, as no node measures it. */
export function countingKpis({ preferences }: Profile, measures: readonly Kpi[]): ReadonlySet<Kpi> {
  const measured = measures.filter((kpi) => kpi !== 'fit')
  return new Set(hasPreferences(preferences) ? [...measured, 'fit'] : measured)
}

/** Whether a profile says what it would like. */
export function hasPreferences(
  preferences: Profile['preferences'],
): preferences is NonNullable<Profile['preferences']> {
  return preferences !== undefined && Object.keys(preferences).length > 0
}
