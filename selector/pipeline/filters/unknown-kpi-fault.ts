import type { KpiScore } from '../../../domain/decision.ts'
import type { Exclusion } from '../../../domain/exclusion.ts'
import { kpiContracts, type Kpi } from '../../../domain/kpi.ts'

/** Why too little is known of a network, or null: each KPI that the profile requires needs a reading that still counts. */
export function unknownKpiFault(
  required: readonly Kpi[] = [],
  scores: readonly KpiScore[],
): Exclusion | null {
  if (required.length === 0) return null
  const known = new Set(scores.filter(({ confidence }) => confidence > 0).map(({ kpi }) => kpi))
  // Without preferences there is nothing to fit, and nobody could measure it.
  const unknown = required.filter((kpi) => kpi !== 'fit' && !known.has(kpi))
  if (unknown.length === 0) return null
  const labels = unknown.map((kpi) => kpiContracts[kpi].label)
  return {
    code: 'kpi-unknown',
    detail: `the profile needs a figure of its ${labels.join(', ')}`,
    parameters: { kpis: unknown },
  }
}
