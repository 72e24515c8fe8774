import type { Decision } from '../../domain/decision.ts'

/** Every network that the pod got, the best first: one, unless it has asked for several. */
export function PickedNames({ decision: { chosen, picks = [chosen] } }: { decision: Decision }) {
  return <>{picks.join(', ')}</>
}
