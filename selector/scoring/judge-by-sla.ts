import type { Candidate } from '../../domain/decision.ts'
import { kpiContracts, type Kpi } from '../../domain/kpi.ts'
import type { Sla } from '../../domain/profile.ts'

/**
 * A candidate with what the SLA says of it: one that misses a strict one is excluded, else it is marked, and `rank` puts
 * it behind all that meet it. Nothing about other candidates enters. A reading that nobody has made, or that is too
 * old to count, misses nothing.
 */
export function judgeBySla(candidate: Candidate, sla: Sla | undefined): Candidate {
  if (sla === undefined || candidate.excluded !== null) return candidate
  const detail = [
    missed(candidate, 'utilization', sla.maxUtilizationRatio),
    missed(candidate, 'dropRatio', sla.maxDropRatio),
  ]
    .filter((each) => each !== null)
    .join(', ')
  if (detail === '') return candidate
  if (sla.mode === 'strict') return { ...candidate, excluded: { code: 'sla-missed', detail } }
  return { ...candidate, missesSla: detail }
}

function missed({ kpis }: Candidate, kpi: Kpi, most: number | undefined): string | null {
  const { reading = null, confidence = 0 } = kpis.find((each) => each.kpi === kpi) ?? {}
  if (most === undefined || reading === null || confidence === 0 || reading <= most) return null
  return `${kpiContracts[kpi].label} ${percent(reading)} of at most ${percent(most)}`
}

const percent = (ratio: number) => `${Number((ratio * 100).toPrecision(3))} %`
