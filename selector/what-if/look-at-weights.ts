import { setImmediate } from 'node:timers/promises'
import { kpis } from '../../domain/kpi.ts'
import type { LookBack, SensitivityReport } from '../../domain/what-if.ts'
import type { DecisionStore } from '../../store/decision-store.ts'
import { scanDecisions } from '../../store/scan-decisions.ts'
import { countingKpis } from '../pipeline/counting-weights.ts'
import { judge } from '../pipeline/decide.ts'
import type { DecisionInputs } from '../pipeline/inputs.ts'
import { inputsIn, queryOf } from './look-back.ts'
import { withWeight } from './sensitivity-of.ts'
import { hasChanged } from './tally.ts'

/** Each decision is made two dozen times over. */
const usualLast = 200
const greatest = 10

/** Which weight matters most for the last decisions. It takes a turn for each. */
export async function lookAtWeights(
  store: Pick<DecisionStore, 'page'>,
  about: LookBack,
): Promise<SensitivityReport> {
  const weights = kpis.map((kpi) => ({ kpi, changedWithout: 0, changedDoubled: 0 }))
  let [decisions, compared] = [0, 0]
  for await (const decision of scanDecisions(store, queryOf({ ...about, last: about.last ?? usualLast }))) {
    decisions += 1
    const inputs = inputsIn(decision)
    if (inputs === null) continue
    compared += 1
    for (const sum of weights) {
      const weight = countingWeight(inputs, sum.kpi)
      if (weight === 0) continue
      const changesAt = (other: number) =>
        Number(hasChanged(decision, judge(withWeight(inputs, sum.kpi, other))))
      sum.changedWithout += changesAt(0)
      sum.changedDoubled += changesAt(Math.min(greatest, 2 * weight))
    }
    await setImmediate()
  }
  const changed = ({ changedWithout, changedDoubled }: (typeof weights)[number]) =>
    changedWithout + changedDoubled
  const moving = weights.filter((each) => changed(each) > 0)
  return { decisions, compared, weights: moving.sort((one, other) => changed(other) - changed(one)) }
}

function countingWeight({ profile, measures }: DecisionInputs, kpi: (typeof kpis)[number]): number {
  return countingKpis(profile, measures).has(kpi) ? profile.weights[kpi] : 0
}
