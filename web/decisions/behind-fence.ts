import type { Decision } from '../../domain/decision.ts'

/**
 * What the list shows while somebody reads it: nothing newer than the fence, the newest decision they have seen.
 * `waiting` counts what is held back. A fence that is gone, or undefined, holds nothing back.
 */
export function behindFence(decisions: readonly Decision[], fence: string | undefined) {
  const waiting = Math.max(
    0,
    decisions.findIndex(({ id }) => id === fence),
  )
  return { shown: decisions.slice(waiting), waiting }
}
