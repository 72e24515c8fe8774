import type { Kpi } from '../../../domain/kpi.ts'
import type { Weights } from '../../../domain/profile.ts'
import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'

/**
 * A spec with other weights. `before` is what the spec comes to; only what differs from it is written out, so that answers
 * and preset go on leading to the rest. Where preferences bring a weight for `fit` along, which follows all others, every
 * weight is written out: else it would move with each of them.
 */
export function changedSpec(
  spec: SelectionProfileSpec,
  before: Weights,
  after: Weights,
): SelectionProfileSpec {
  const kpis = Object.keys(after) as Kpi[]
  const differing = kpis.filter((kpi) => after[kpi] !== before[kpi])
  if (differing.length === 0) return spec
  const written = spec.weights?.fit === undefined && before.fit > 0 ? kpis : differing
  const weights = Object.fromEntries(written.map((kpi) => [kpi, after[kpi]]))
  return { ...spec, weights: { ...spec.weights, ...weights } }
}
