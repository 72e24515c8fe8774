import type { Candidate } from '../../domain/decision.ts'

/** Scores that lie no further apart are as good as each other: figures are not surer than that. */
export const bandWidth = 0.05

/** Marks those of a ranking that meet the SLA as the first does, and whose score is within the band below the best. */
export function markBand(ranked: readonly Candidate[]): readonly Candidate[] {
  const [first] = ranked
  if (first === undefined || first.excluded !== null) return ranked
  const isPeer = ({ excluded, missesSla }: Candidate) =>
    excluded === null && (missesSla === undefined) === (first.missesSla === undefined)
  const best = ranked.reduce((most, each) => (isPeer(each) ? Math.max(most, each.score) : most), first.score)
  return ranked.map((each) =>
    isPeer(each) && best - each.score <= bandWidth ? { ...each, inBand: true } : each,
  )
}
