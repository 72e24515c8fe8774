import type { Decision } from '../../domain/decision.ts'

/** As much of a decision as is told of it in the pod. */
export interface PickedDecision {
  readonly id: string
  readonly network: string
  /** Null if the decision is not kept any more. */
  readonly score: number | null
  /** The sentence that says why; null if the decision is not kept any more. */
  readonly reason: string | null
  readonly isObserved: boolean
}

/** What is told of a decision. */
export function pickedDecision({ id, chosen, candidates, reason, outcome }: Decision): PickedDecision {
  const score = candidates.find(({ network }) => network === chosen)?.score ?? null
  return { id, network: chosen, score, reason, isObserved: outcome === 'observed' }
}
