import type { Candidate } from './decision.ts'
import type { Kpi } from './kpi.ts'

/** A candidate's reading of a KPI, reservations included; null if nobody measured it. */
export function readingOf({ kpis }: Candidate, kpi: Kpi): number | null {
  return kpis.find((score) => score.kpi === kpi)?.reading ?? null
}
