import type { Candidate } from '../../domain/decision.ts'
import { countingKpis, countingWeights } from './counting-weights.ts'
import type { DecisionInputs } from './inputs.ts'
import { judgeBy } from './judge-by.ts'
import { pickApart } from './pick-apart.ts'
import { rank } from './rank.ts'
import { reasonOf } from './reason-of.ts'
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

/** A verdict without its sentence, which takes most of the time: for those who ask ten thousand times. */
export type Judgement = Omit<Verdict, 'reason'>

/** From inputs to a verdict: filters, SLA, scores, order, picks. Pure: no clock, no I/O, no memory. */
export function decide(inputs: DecisionInputs): Verdict {
  const judgement = judge(inputs)
  return { ...judgement, reason: contrast(judgement.candidates) }
}

/** As `decide`, and says nothing. */
export function judge({ namespace, profile, measures, networks, picks, nowMs }: DecisionInputs): Judgement {
  const weights = countingWeights(profile.weights, new Set(measures))
  const about = { constraints: profile.constraints ?? {}, namespace, nowMs }
  const candidates = rank(
    networks.map((network) => judgeBySla(scoreCandidate(network, weights, about), profile.sla)),
  )
  const picked = pickApart(candidates, picks)
  return {
    candidates,
    picks: picked.map(({ network }) => network),
    isDegraded: picked.some(({ missesSla }) => missesSla !== undefined),
  }
}
