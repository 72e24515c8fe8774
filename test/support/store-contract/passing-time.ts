import type { Stores } from '../../../store/stores.ts'

export const minuteMs = 60_000
export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** The begin of an hour, long after clocks that were never set. */
export const startMs = 1_800_000_000_000

/**
 * Lets the clock run up to a time as on a node that is never off: a day of maintenance, once an hour. Stores remove
 * nothing by a clock that has jumped within the last day.
 */
export async function passADay(stores: Stores, untilMs: number): Promise<void> {
  for (let hours = 25; hours >= 0; hours -= 1) await stores.maintain(untilMs - hours * hourMs)
}
