import { backOffMs, reflectorBackOff } from '../back-off.ts'
import type { FailureKind } from './failure.ts'

/** A role may be bound any minute, but is more likely to be missing for long. */
const refusedLeastMs = 10_000
const refusedBackOff = { firstMs: 10_000, mostMs: 60_000 }
/** How often a resource that is not installed is looked for. */
const missingMs = 60_000
const longestRetryAfterMs = 300_000

/** How long to wait after `failures` in a row, the last of which was of this kind. */
export function nextTryMs(
  kind: FailureKind,
  failures: number,
  random: number,
  retryAfterMs: number | undefined,
): number {
  if (kind === 'missing') return Math.round(missingMs * (0.75 + random / 2))
  if (kind === 'refused') return Math.max(refusedLeastMs, backOffMs(refusedBackOff, failures, random))
  const usualMs = backOffMs(reflectorBackOff, failures, random)
  if (retryAfterMs === undefined) return usualMs
  // What was asked for, and a little more by chance
  return Math.min(longestRetryAfterMs, Math.max(usualMs, Math.round(retryAfterMs * (1 + random / 4))))
}
