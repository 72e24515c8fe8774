import type { Decision } from '../../domain/decision.ts'
import type { DecisionSearch } from '../api/decisions.ts'

/** Whether a decision that comes in is one of those that are looked for, as the server would say. */
export function matchesSearch({ pod, chosen, outcome, at }: Decision, search: DecisionSearch): boolean {
  return (
    (search.pod ?? pod.name) === pod.name &&
    (search.namespace ?? pod.namespace) === pod.namespace &&
    (search.network ?? chosen) === chosen &&
    (search.outcome ?? outcome) === outcome &&
    at >= (search.from ?? 0) &&
    at < (search.to ?? Infinity)
  )
}
