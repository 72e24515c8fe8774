import type { Candidate } from '../../domain/decision.ts'
import { contrast } from './contrast.ts'
import { countingWeights } from './counting-weights.ts'
import type { DecisionInputs } from './inputs.ts'
import { judgeBySla } from './judge-by-sla.ts'
import { rank } from './rank.ts'
import { scoreCandidate } from './score-candidate.ts'

/** What the pipeline says of a request. */
export interface Verdict {
  /** Best first, excluded ones last. */
  readonly candidates: readonly Candidate[]
  /** Best first; fewer than were asked for, or none, if no more can take the pod. */
  readonly picks: readonly string[]
  readonly reason: string
  readonly isDegraded: boolean
}

/** From inputs to a verdict: filters, SLA, scores, order, picks. Pure: no clock, no I/O, no memory. */
export function decide({ namespace, profile, measures, networks, picks, nowMs }: DecisionInputs): Verdict {
  const weights = countingWeights(profile.weights, new Set(measures))
  const about = { constraints: profile.constraints ?? {}, namespace, nowMs }
  const candidates = rank(
    networks.map((network) => judgeBySla(scoreCandidate(network, weights, about), profile.sla)),
  )
  const picked = pickApart(candidates, picks)
  return {
    candidates,
    picks: picked.map(({ network }) => network),
    reason: contrast(candidates),
    isDegraded: picked.some(({ missesSla }) => missesSla !== undefined),
  }
}

/** The best ones, each on a link of its own. */
function pickApart(candidates: readonly Candidate[], picks: number): readonly Candidate[] {
  const taken = new Set<string>()
  return candidates
    .filter(({ network, excluded, uplinkGroup = network }) => {
      if (excluded !== null || taken.has(uplinkGroup)) return false
      taken.add(uplinkGroup)
      return true
    })
    .slice(0, picks)
}
