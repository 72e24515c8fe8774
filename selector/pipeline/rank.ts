import type { Candidate } from '../../domain/decision.ts'
import { readingOf } from '../../domain/reading-of.ts'
import { drawOf } from './draw-of.ts'

/** Scores are compared in steps of a millionth, finer than any display, so that float noise decides nothing. */
const steps = 1e6

/** Scores that lie no further apart are as good as each other: figures are not surer than that. */
export const bandWidth = 0.05

/** How far one score is ahead of another, in these steps: 0 is level. */
export const leadOver = (one: Candidate, other: Candidate): number =>
  stepsOf(one.score) - stepsOf(other.score)

const stepsOf = (score: number) => Math.round(score * steps)

/** A candidate with what it is ordered by. */
interface Placed {
  readonly candidate: Candidate
  readonly missesSla: number
  readonly steps: number
  readonly use: number
}

/**
 * Candidates in the order in which a pod would get them: those that meet the SLA, the others, excluded ones. Equal scores
 * go to the network with less of its capacity in use, then by name, so that the order never depends on how the list came
 * in. With a seed each score is raised by up to the band's width, by a draw of its own: several who decide without
 * knowing of each other then spread over networks that are as good as each other, and no further. Those within the band
 * below the best of their kind are marked.
 */
export function rank(candidates: readonly Candidate[], seed: string | null = null): readonly Candidate[] {
  const eligible = candidates
    .filter(({ excluded }) => excluded === null)
    .map((candidate) => placed(candidate, seed))
    .sort(compare)
  const excluded = candidates.filter((candidate) => candidate.excluded !== null).sort(byName)
  const best = bestScore(eligible)
  return [
    ...eligible.map(({ candidate, missesSla }, index) => {
      const inBand = missesSla === eligible[0]?.missesSla && best - candidate.score <= bandWidth
      return inBand ? { ...candidate, rank: index + 1, inBand } : { ...candidate, rank: index + 1 }
    }),
    ...excluded,
  ]
}

/** The best score of those that stand to the SLA as the first does. */
function bestScore(eligible: readonly Placed[]): number {
  let best = -Infinity
  for (const { candidate, missesSla } of eligible)
    if (missesSla === eligible[0]?.missesSla) best = Math.max(best, candidate.score)
  return best
}

function placed(candidate: Candidate, seed: string | null): Placed {
  const drawn = seed === null ? 0 : bandWidth * drawOf(seed, candidate.network)
  return {
    candidate,
    missesSla: Number(candidate.missesSla !== undefined),
    steps: stepsOf(candidate.score + drawn),
    use: readingOf(candidate, 'utilization') ?? Infinity,
  }
}

function compare(one: Placed, other: Placed): number {
  if (one.missesSla !== other.missesSla) return one.missesSla - other.missesSla
  if (one.steps !== other.steps) return other.steps - one.steps
  if (one.use !== other.use) return one.use < other.use ? -1 : 1
  return byName(one.candidate, other.candidate)
}

function byName(one: Candidate, other: Candidate): number {
  return one.network < other.network ? -1 : 1
}
