/** What is remembered of the clock: Unix times in ms of when it was looked at last, and since when it has not jumped. */
export interface SeenClock {
  readonly seenMs: number
  readonly steadySinceMs: number
}

/** Between two looks a clock goes on by a round or two; by more than this, either way, it was set, or the node was off. */
const jumpMs = 3_600_000
const steadyMs = 24 * 3_600_000

/** 2020, before which there was nothing to measure: a clock that says less was never set. */
const neverSetMs = 1_577_836_800_000

/** Looks at the clock; null if nobody has before. */
export function lookAtClock(before: SeenClock | null, nowMs: number): SeenClock {
  const hasJumped = before === null || Math.abs(nowMs - before.seenMs) > jumpMs
  return { seenMs: nowMs, steadySinceMs: hasJumped ? nowMs : before.steadySinceMs }
}

/**
 * Whether rows may be removed because of their age. A clock that stands in 1970 or 2100 for a while would cost all of the
 * history, and to wait costs a day of rows at most.
 */
export function tellsAges({ seenMs, steadySinceMs }: SeenClock): boolean {
  return seenMs >= neverSetMs && seenMs - steadySinceMs >= steadyMs
}
