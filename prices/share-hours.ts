import type { PriceSchedule } from '../domain/price-book.ts'
import { weeklyMinutes } from './schedule.ts'

const weekMinutes = 7 * 1_440
/** Zones change their rules seldom: what holds within two years is looked at, not what may be decided after it. */
const watchedMs = 2 * 366 * 86_400_000

/** A time of which two schedules hold both; `end` may be Infinity. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Whether there are hours of both schedules in that time, wherever their zones stand to each other in it. */
export function shareHours(one: PriceSchedule, other: PriceSchedule, span: Span): boolean {
  const [ours, theirs] = [weeklyMinutes(one), weeklyMinutes(other)]
  return offsetsBetween(one.timeZone, other.timeZone, span).some((shift) =>
    ours.some(([start, end]) =>
      theirs.some(([from, to]) =>
        [-weekMinutes, 0, weekMinutes].some((week) => {
          const moved = from + shift + week
          return moved < end && start < moved + (to - from)
        }),
      ),
    ),
  )
}

/** By how many minutes the first zone's clocks are ahead of the second's, for every such difference in the time. */
function offsetsBetween(one: string, other: string, { start, end }: Span): readonly number[] {
  if (one === other) return [0]
  const until = Math.min(end, start + watchedMs)
  const moments = new Set([start, ...jumpsOf(one, start, until), ...jumpsOf(other, start, until)])
  return [...new Set([...moments].map((at) => offsetOf(one, at) - offsetOf(other, at)))]
}

function jumpsOf(timeZone: string, startMs: number, endMs: number): number[] {
  const jumps: number[] = []
  let at = startMs
  while (at < endMs) {
    const next = zoned(timeZone, at).getTimeZoneTransition('next')
    if (next === null || next.epochMilliseconds >= endMs) break
    at = next.epochMilliseconds
    jumps.push(at)
  }
  return jumps
}

function offsetOf(timeZone: string, atMs: number): number {
  return Math.round(zoned(timeZone, atMs).offsetNanoseconds / 6e10)
}

function zoned(timeZone: string, atMs: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone)
}
