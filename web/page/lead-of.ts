import type { Candidate } from '../../domain/decision.ts'
import { formatScore, formatScorePart } from '../format/score.ts'

/** Scores are compared in steps of a millionth; level ones are decided by the share of the capacity that is in use. */
const steps = 1e6

/** How the first of the ranking stands to the second, in words before and after the second's name. */
export function leadOf(
  first: Candidate,
  second: Candidate,
): { readonly before: string; readonly after: string } {
  if (second.missesSla !== undefined && first.missesSla === undefined)
    return { before: 'ahead of', after: ', which misses the SLA' }
  const lead = first.score - second.score
  if (Math.round(lead * steps) === 0) return { before: 'level with', after: tieBreak(first, second) }
  return { before: `${leadText(lead)} ahead of`, after: '' }
}

function tieBreak(first: Candidate, second: Candidate): string {
  return useOf(first) < useOf(second) ? ', and less of its capacity is in use' : ''
}

const useOf = ({ kpis }: Candidate): number =>
  kpis.find(({ kpi }) => kpi === 'utilization')?.reading ?? Infinity

/** No lead is shown as nothing. */
function leadText(lead: number): string {
  if (lead >= 0.005) return formatScore(lead)
  return lead >= 0.0005 ? formatScorePart(lead) : 'a hair'
}
