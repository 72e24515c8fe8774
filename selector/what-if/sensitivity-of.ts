import type { Candidate, Decision } from '../../domain/decision.ts'
import { kpis, type Kpi } from '../../domain/kpi.ts'
import type { DecisionSensitivity, Flip, WeightSensitivity } from '../../domain/what-if.ts'
import { countingKpis } from '../pipeline/counting-weights.ts'
import { judge, type Judgement } from '../pipeline/decide.ts'
import type { DecisionInputs } from '../pipeline/inputs.ts'
import { inputsOf } from '../pipeline/replay/inputs-of.ts'
import { flipTowards } from './flip-towards.ts'

const [least, most] = [0, 10]

/**
 * What each weight does to a decision, by deciding it again with others.
 * @throws {NotReplayableError} if it was stored without its inputs
 */
export function sensitivityOf(decision: Decision): DecisionSensitivity {
  const inputs = inputsOf(decision)
  const { id, chosen } = decision
  const counting = countingKpis(inputs.profile, inputs.measures)
  const weights = kpis.filter((kpi) => counting.has(kpi)).map((kpi) => sensitivityTo(kpi, inputs, chosen))
  return {
    id,
    chosen,
    lead: leadOf(judge(inputs), chosen),
    weights: weights.sort((one, other) => swing(other) - swing(one)),
    smallest:
      weights.flatMap(({ flips }) => flips).sort((one, other) => change(one) - change(other))[0] ?? null,
  }
}

/** The inputs with one weight in place of its own. */
export function withWeight(inputs: DecisionInputs, kpi: Kpi, weight: number): DecisionInputs {
  const { profile } = inputs
  return { ...inputs, profile: { ...profile, weights: { ...profile.weights, [kpi]: weight } } }
}

function sensitivityTo(kpi: Kpi, inputs: DecisionInputs, chosen: string): WeightSensitivity {
  const weight = inputs.profile.weights[kpi]
  const at = (other: number) => judge(withWeight(inputs, kpi, other))
  const leadAt = (other: number) => leadOf(at(other), chosen) ?? 0
  const winnerAt = (other: number) => at(other).picks[0] ?? chosen
  const flips = [least, most].flatMap((end): Flip[] => {
    const flip = flipTowards(end, { from: weight, chosen, winnerAt })
    return flip === null ? [] : [{ kpi, from: weight, ...flip }]
  })
  return { kpi, weight, leadAt0: leadAt(least), leadAt10: leadAt(most), flips }
}

/** How far a network is ahead of the best other one that would come before or after it; null if there is none. */
function leadOf({ candidates }: Judgement, chosen: string): number | null {
  const isOpen = ({ excluded }: Candidate) => excluded === null
  const own = candidates.find(({ network }) => network === chosen)
  const rival = candidates.find((each) => isOpen(each) && each !== own)
  return own === undefined || rival === undefined ? null : own.score - rival.score
}

const swing = ({ leadAt0, leadAt10 }: WeightSensitivity) => Math.abs(leadAt10 - leadAt0)
const change = ({ from, to }: Flip) => Math.abs(to - from)
