import type { Candidate } from '../../domain/decision.ts'
import { kpiContracts, moreIsBetter, type Kpi } from '../../domain/kpi.ts'
import { limitsOf, type Sla } from '../../domain/profile.ts'
import { readingText } from '../../domain/reading-text.ts'

/**
 * A candidate with what the SLA says of it: one that misses a strict one is excluded, else it is marked, and `rank` puts
 * it behind all that meet it. Nothing about other candidates enters. A reading that nobody has made, or that is too
 * old to count, misses nothing.
 */
export function judgeBySla(candidate: Candidate, sla: Sla | undefined): Candidate {
  if (sla === undefined || candidate.excluded !== null) return candidate
  const detail = limitsOf(sla)
    .map(({ kpi, limit }) => missed(candidate, kpi, limit))
    .filter((each) => each !== null)
    .join(', ')
  if (detail === '') return candidate
  if (sla.mode === 'strict') return { ...candidate, excluded: { code: 'sla-missed', detail } }
  return { ...candidate, missesSla: detail }
}

function missed({ kpis }: Candidate, kpi: Kpi, limit: number): string | null {
  const { reading = null, confidence = 0 } = kpis.find((each) => each.kpi === kpi) ?? {}
  if (reading === null || confidence === 0) return null
  const [isMet, bound] = moreIsBetter(kpi) ? [reading >= limit, 'least'] : [reading <= limit, 'most']
  if (isMet) return null
  return `${kpiContracts[kpi].label} ${readingText(kpi, reading)} of at ${bound} ${readingText(kpi, limit)}`
}
