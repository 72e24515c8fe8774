import type { Candidate } from '../../domain/decision.ts'
import { nodeKpis } from '../../domain/kpi.ts'
import { defaultProfile, type Weights } from '../../domain/profile.ts'
import { countingWeights } from '../../selector/pipeline/counting-weights.ts'
import type { NetworkInputs } from '../../selector/pipeline/inputs.ts'
import { scoreCandidate } from '../../selector/pipeline/score-candidate.ts'

/** Of a node without probes, Prometheus and prices. */
export const nodeWeights = countingWeights(defaultProfile.weights, nodeKpis)

/** A network's score for a pod that asks for nothing in particular. */
export function scored(inputs: NetworkInputs, weights: Weights = nodeWeights): Candidate {
  const asking = { constraints: {}, namespace: 'default', nowMs: 1_700_000_000_000 }
  return scoreCandidate(inputs, weights, asking)
}
