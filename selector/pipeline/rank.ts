import type { Candidate } from '../../domain/decision.ts'
import { readingOf } from '../../domain/reading-of.ts'

/** Scores are compared in steps of a millionth, finer than any display, so that float noise decides nothing. */
const steps = 1e6

/** How far one score is ahead of another, in these steps: 0 is level. */
export const leadOver = (one: Candidate, other: Candidate): number =>
  Math.round(one.score * steps) - Math.round(other.score * steps)

/**
 * Candidates in the order in which a pod would get them: those that meet the SLA, the others, excluded ones. Equal scores go to the network with less
 * of its capacity in use, then by name, so that the order never depends on how the list came in.
 */
export function rank(candidates: readonly Candidate[]): readonly Candidate[] {
  const eligible = candidates.filter(({ excluded }) => excluded === null).sort(compare)
  const excluded = candidates.filter((candidate) => candidate.excluded !== null).sort(byName)
  return [...eligible.map((candidate, index) => ({ ...candidate, rank: index + 1 })), ...excluded]
}

function compare(one: Candidate, other: Candidate): number {
  const bySla = Number(one.missesSla !== undefined) - Number(other.missesSla !== undefined)
  if (bySla !== 0) return bySla
  const byScore = leadOver(other, one)
  if (byScore !== 0) return byScore
  const byUse = (readingOf(one, 'utilization') ?? Infinity) - (readingOf(other, 'utilization') ?? Infinity)
  return Number.isNaN(byUse) || byUse === 0 ? byName(one, other) : byUse
}

function byName(one: Candidate, other: Candidate): number {
  return one.network < other.network ? -1 : 1
}
