import type { Candidate } from '../../../domain/decision.ts'
import { slopeLines, type SlopeLine } from '../../chart/ranking/rank-slope.ts'
import type { Rankings } from './use-rankings.ts'

/** A network in both rankings. */
export interface RankedRow {
  readonly key: string
  readonly before: number | null
  readonly after: number | null
  readonly candidate: Candidate
  /** By how much its score would be higher. */
  readonly gain: number
}

/** Every network in the order that it would have, with what becomes of its place. */
export function rankedRows({ now, then }: Rankings): SlopeLine<RankedRow>[] {
  const before = new Map(now.candidates.map((candidate) => [candidate.network, candidate]))
  return slopeLines(
    then.candidates.map((candidate) => {
      const was = before.get(candidate.network)
      return {
        key: candidate.network,
        before: was?.rank ?? null,
        after: candidate.rank,
        candidate,
        gain: was === undefined ? 0 : candidate.score - was.score,
      }
    }),
  )
}
