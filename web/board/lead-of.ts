import type { Candidate } from '../../domain/decision.ts'
import { boardWords } from '../catalogue/board.ts'
import { formatScore, formatScorePart } from '../format/score.ts'

/** Scores are compared in steps of a millionth; level ones are decided by the share of the capacity that is in use. */
const steps = 1e6

/** How the first of the ranking stands to the second, in words; `{second}` is where the second's name goes. */
export function leadOf(first: Candidate, second: Candidate): string {
  const words = boardWords.value
  if (second.missesSla !== undefined && first.missesSla === undefined) return words.aheadInSla
  const lead = first.score - second.score
  if (Math.round(lead * steps) !== 0) return words.ahead(leadText(lead))
  return useOf(first) < useOf(second) ? words.levelLessUsed : words.level
}

const useOf = ({ kpis }: Candidate): number =>
  kpis.find(({ kpi }) => kpi === 'utilization')?.reading ?? Infinity

/** No lead is shown as nothing. */
function leadText(lead: number): string {
  if (lead >= 0.005) return formatScore(lead)
  return lead >= 0.0005 ? formatScorePart(lead) : boardWords.value.hair
}
