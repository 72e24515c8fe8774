import type { Candidate, KpiScore } from '../../domain/decision.ts'
import type { SlaMiss } from '../../domain/exclusion.ts'
import { kpiContracts, moreIsBetter, type Kpi } from '../../domain/kpi.ts'
import { limitsOf, type Sla } from '../../domain/profile.ts'
import { readingText } from '../../domain/reading-text.ts'

/**
 * Puts candidates to an SLA: one that misses a strict one is excluded, else it is marked, and `rank` puts it behind all
 * that meet it. Nothing about other candidates enters. A reading that nobody has made, or that is too old to count,
 * misses nothing.
 */
export function judgeBy(sla: Sla | undefined): (candidate: Candidate) => Candidate {
  if (sla === undefined) return (candidate) => candidate
  const { mode, critical = [] } = sla
  const limits = limitsOf(sla)
  return (candidate) => {
    if (candidate.excluded !== null) return candidate
    const misses = [
      ...limits.map(({ kpi, limit }) => missed(readOf(candidate, kpi), limit)),
      ...critical.map((kpi) => vetoed(readOf(candidate, kpi))),
    ].filter((each) => each !== null)
    if (misses.length === 0) return candidate
    const detail = misses.map(missText).join(', ')
    if (mode === 'strict')
      return { ...candidate, excluded: { code: 'sla-missed', detail, parameters: { misses } } }
    return { ...candidate, missesSla: detail, slaMisses: misses }
  }
}

/** A KPI that was read, and so that it still counts. */
type Read = KpiScore & { readonly reading: number }

const isRead = (score: KpiScore): score is Read => score.reading !== null && score.confidence > 0

function readOf({ kpis }: Candidate, kpi: Kpi): Read | null {
  const score = kpis.find((each) => each.kpi === kpi)
  return score !== undefined && isRead(score) ? score : null
}

function missed(read: Read | null, limit: number): SlaMiss | null {
  if (read === null) return null
  const { kpi, reading } = read
  const [isMet, bound] = moreIsBetter(kpi)
    ? [reading >= limit, 'least' as const]
    : [reading <= limit, 'most' as const]
  return isMet ? null : { kpi, reading, limit, bound }
}

/** A good score elsewhere makes up for much, and shall not for this: what is critical may not be worth nothing. */
function vetoed(read: Read | null): SlaMiss | null {
  if (read === null || read.value !== 0) return null
  const { kpi, reading, bad } = read
  return { kpi, reading, limit: bad, bound: 'critical' }
}

function missText({ kpi, reading, limit, bound }: SlaMiss): string {
  const read = `${kpiContracts[kpi].label} ${readingText(kpi, reading)}`
  return bound === 'critical'
    ? `${read}, which is critical and worth nothing from ${readingText(kpi, limit)} on`
    : `${read} of at ${bound} ${readingText(kpi, limit)}`
}
