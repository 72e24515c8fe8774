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

/** A verdict without its sentence, which takes as long as all the rest: for those who ask ten thousand times. */
export interface Judgement extends Omit<Verdict, 'reason'> {
  /** Says it after all. */
  readonly reasonOf: () => string
}

/** From inputs to a verdict: filters, scores, SLA, order, band, picks. Pure: no clock, no I/O, no memory. */
export function decide(inputs: DecisionInputs): Verdict {
  const { candidates, picks, reasonOf: say, isDegraded } = judge(inputs)
  return { candidates, picks, reason: say(), isDegraded }
}

/** As `decide`, and says why only to those who ask. */
export function judge(inputs: DecisionInputs): Judgement {
  const { namespace, devices, profile, measures, networks, picks, nowMs, seed = null } = inputs
  const { constraints = {}, preferences } = profile
  const weights = countingWeights(profile.weights, countingKpis(profile, measures))
  const asking = { constraints, preferences, namespace, devices, nowMs }
  const toSla = judgeBy(profile.sla)
  const scored = networks.map((network) => toSla(scoreCandidate(network, weights, asking)))
  const candidates = rank(scored, seed)
  const picked = pickApart(candidates, picks)
  return {
    candidates,
    picks: picked.map(({ network }) => network),
    reasonOf: () => reasonOf({ ranked: candidates, picked, wanted: picks, isDrawn: seed !== null }),
    isDegraded: picked.some(({ missesSla }) => missesSla !== undefined),
  }
}
