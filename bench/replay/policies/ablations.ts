import { kpis, moreIsBetter } from '../../../domain/kpi.ts'
import type { Decision } from '../../../domain/decision.ts'
import { decide } from '../../../selector/pipeline/decide.ts'
import { inputsOf } from '../../../selector/pipeline/replay/inputs-of.ts'
import { greatest } from './by-samples.ts'
import { SimulatedSelector } from './ours.ts'
import type { MakePolicy } from './policy.ts'

/** Nothing is promised: only what samples show counts. */
export const withoutReservations: MakePolicy = (ground) =>
  new SimulatedSelector(ground, { reservations: false })

/** However old a reading is, it is believed as if it were new. */
export const withoutAgeing: MakePolicy = (ground) =>
  new SimulatedSelector(ground, { choose: byAgelessReadings })

/** Values from the worst candidate to the best instead of anchors, with reservations. */
export const byMinMax: MakePolicy = (ground) => new SimulatedSelector(ground, { choose: byMinMaxOf })

/** Three that know nothing of each other take pods in turns; without `spread` each takes its best. */
export function threeReplicas(spread: boolean): MakePolicy {
  return (ground) => {
    const replicas = Array.from({ length: 3 }, () => new SimulatedSelector(ground, { spread }))
    const replicaOf = ({ number }: { readonly number: number }) => replicas[number % 3]
    return {
      observe: (round, nowMs) => {
        for (const replica of replicas) replica.observe(round, nowMs)
      },
      choose: (pod, nowMs) => replicaOf(pod)?.choose(pod, nowMs) ?? '',
      left: (pod) => replicaOf(pod)?.left(pod),
    }
  }
}

function byAgelessReadings(decision: Decision): string {
  const inputs = inputsOf(decision)
  const networks = inputs.networks.map((network) => ({
    ...network,
    readings: Object.fromEntries(
      Object.entries(network.readings).map(([kpi, reading]) => [kpi, { ...reading, ageMs: 0 }]),
    ),
  }))
  return decide({ ...inputs, networks }).picks[0] ?? decision.chosen
}

function byMinMaxOf({ candidates }: Decision): string {
  const eligible = candidates.filter(({ excluded }) => excluded === null)
  const worths = new Map<string, number>()
  for (const [index, kpi] of kpis.entries()) {
    const scores = eligible.map((candidate) => candidate.kpis[index])
    const readings = scores.map((score) => score?.reading ?? NaN)
    const [least, most] = [Math.min(...readings), Math.max(...readings)]
    for (const [row, { network }] of eligible.entries()) {
      const share = most > least ? ((readings[row] ?? NaN) - least) / (most - least) : 0
      const value = Number.isNaN(share) ? 0 : moreIsBetter(kpi) ? share : 1 - share
      worths.set(network, (worths.get(network) ?? 0) + (scores[row]?.weight ?? 0) * value)
    }
  }
  return greatest(eligible, ({ network }) => worths.get(network) ?? NaN)
}
