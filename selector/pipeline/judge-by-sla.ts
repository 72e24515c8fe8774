import type { Candidate, KpiScore } from '../../domain/decision.ts'
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
  const limits = limitsOf(sla).map(({ kpi, limit }) => missed(readOf(candidate, kpi), limit))
  const vetoes = (sla.critical ?? []).map((kpi) => vetoed(readOf(candidate, kpi)))
  const detail = [...limits, ...vetoes].filter((each) => each !== null).join(', ')
  if (detail === '') return candidate
  if (sla.mode === 'strict') return { ...candidate, excluded: { code: 'sla-missed', detail } }
  return { ...candidate, missesSla: detail }
}

/** A KPI that was read, and so that it still counts. */
type Read = KpiScore & { readonly reading: number }

function readOf({ kpis }: Candidate, kpi: Kpi): Read | null {
  const score = kpis.find((each) => each.kpi === kpi)
  if (score === undefined || score.reading === null || score.confidence === 0) return null
  return { ...score, reading: score.reading }
}

function missed(read: Read | null, limit: number): string | null {
  if (read === null) return null
  const { kpi, reading } = read
  const [isMet, bound] = moreIsBetter(kpi) ? [reading >= limit, 'least'] : [reading <= limit, 'most']
  if (isMet) return null
  return `${kpiContracts[kpi].label} ${readingText(kpi, reading)} of at ${bound} ${readingText(kpi, limit)}`
}

/** A good score elsewhere makes up for much, and shall not for this: what is critical may not be worth nothing. */
function vetoed(read: Read | null): string | null {
  if (read === null || read.value !== 0) return null
  const { kpi, reading, bad } = read
  return `${kpiContracts[kpi].label} ${readingText(kpi, reading)}, which is critical and worth nothing from ${readingText(kpi, bad)} on`
}
