import type { Decision } from '../../domain/decision.ts'
import type { WhatIfChange, WhatIfDecision } from '../../domain/what-if.ts'
import { decide } from '../pipeline/decide.ts'
import { inputsOf } from '../pipeline/replay/inputs-of.ts'
import { hasChanged } from './tally.ts'
import { changingBy, type Understanding } from './with-change.ts'

/**
 * How one decision would have gone.
 * @throws {ApiFault} 400 if the change makes no sense
 * @throws {NotReplayableError} if the decision was stored without its inputs
 */
export function whatIfOf(
  decision: Decision,
  change: WhatIfChange,
  understanding: Understanding,
): WhatIfDecision {
  const changed = changingBy(change, understanding)
  const { picks, reason, candidates } = decide(changed(inputsOf(decision), decision))
  return {
    id: decision.id,
    from: decision.chosen,
    to: picks[0] ?? null,
    isChanged: hasChanged(decision, { picks }),
    reason,
    candidates: [...candidates],
  }
}
