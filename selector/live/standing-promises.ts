import type { Decision } from '../../domain/decision.ts'
import type { DecisionStore } from '../../store/decision-store.ts'
import { maxHoldMs } from './reservations.ts'

/**
 * The decisions that a selector before this one may still have promised something by, oldest first: they stand, and are
 * not older than anything is held. Decisions of the future were made before a clock went back, and count.
 */
export async function standingPromises(
  store: Pick<DecisionStore, 'standing' | 'find'>,
  nowMs: number,
): Promise<readonly Decision[]> {
  const found: Decision[] = []
  for (const { id, at } of await store.standing()) {
    const decision = nowMs - at > maxHoldMs ? null : await store.find(id)
    if (decision !== null) found.push(decision)
  }
  return found
}
