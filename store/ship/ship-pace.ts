/** How fast one node ships. All nodes of a cluster do so at once, and none knows of another. */
export interface ShipPace {
  /** From the end of one batch to the next, in ms. */
  readonly periodMs: number
  /** Entries in a batch at most. */
  readonly entries: number
  /** No pause after failures is longer, in ms. */
  readonly longestMs: number
}

/**
 * A batch every 30 s has three rounds in it; with up to 60 a day is caught up with in an hour and a half, at no more
 * connections than otherwise.
 */
export const usualPace: ShipPace = { periodMs: 30_000, entries: 60, longestMs: 600_000 }

/** A database that takes its time gets it: a node is connected for a twentieth of the time at most. */
const pausesPerBatch = 20

/**
 * The pause after a batch in ms: the period, longer where the batch took long, and after `failures` in a row twice as
 * long for each. Always between a half and all of that by `random` (0 to 1), so that nodes that began together part.
 */
export function pauseMs(
  { periodMs, longestMs }: ShipPace,
  {
    failures,
    tookMs,
    random,
  }: { readonly failures: number; readonly tookMs: number; readonly random: number },
): number {
  const usual = Math.max(periodMs, tookMs * pausesPerBatch)
  const longest = Math.max(longestMs, periodMs)
  return Math.min(longest, usual * 2 ** Math.min(failures, 20)) * (0.5 + random / 2)
}

/** The pause before the first batch in ms: anywhere in a period, as all agents may have been started at once. */
export function firstPauseMs({ periodMs }: ShipPace, random: number): number {
  return periodMs * random
}
