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

/** Compares schedules, and looks each zone up once. */
export class SharedHours {
  readonly #offsets = new Map<string, readonly Offset[]>()

  /** Whether there are hours of both schedules in that time, wherever their zones stand to each other in it. */
  has(one: PriceSchedule, other: PriceSchedule, span: Span): boolean {
    const [ours, theirs] = [weeklyMinutes(one), weeklyMinutes(other)]
    return this.#between(one.timeZone, other.timeZone, span).some((shift) =>
      ours.some((hours) => theirs.some((others) => meet(hours, others, shift))),
    )
  }

  /** By how many minutes the first zone's clocks are ahead of the second's, for every such difference in the time. */
  #between(one: string, other: string, { start, end }: Span): readonly number[] {
    if (one === other) return [0]
    const [ours, theirs] = [this.#of(one), this.#of(other)]
    const until = Math.min(end, start + watchedMs)
    const jumps = [...ours, ...theirs].map(({ at }) => at).filter((at) => at > start && at < until)
    return [...new Set([start, ...jumps].map((at) => offsetAt(ours, at) - offsetAt(theirs, at)))]
  }

  #of(timeZone: string): readonly Offset[] {
    const offsets = this.#offsets.get(timeZone) ?? offsetsOf(timeZone)
    this.#offsets.set(timeZone, offsets)
    return offsets
  }
}

/** From when on a zone's clocks are ahead of UTC by so many minutes. */
interface Offset {
  readonly at: number
  readonly minutes: number
}

const firstMs = Date.UTC(2000, 0)
const mostJumps = 200

/** From 2000 on, or for the next hundred years of a zone with summer time. */
function offsetsOf(timeZone: string): readonly Offset[] {
  const offsets: Offset[] = []
  let zoned: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(firstMs).toZonedDateTimeISO(timeZone)
  while (zoned !== null && offsets.length < mostJumps) {
    const at = offsets.length === 0 ? -Infinity : zoned.epochMilliseconds
    offsets.push({ at, minutes: Math.round(zoned.offsetNanoseconds / 6e10) })
    zoned = zoned.getTimeZoneTransition('next')
  }
  return offsets
}

function offsetAt(offsets: readonly Offset[], atMs: number): number {
  return offsets.findLast(({ at }) => at <= atMs)?.minutes ?? 0
}

type Interval = readonly [start: number, end: number]

/** Whether two intervals of a week, which begins anew, have a minute in common once the second is shifted. */
function meet([start, end]: Interval, [from, to]: Interval, shift: number): boolean {
  return [-weekMinutes, 0, weekMinutes].some((week) => {
    const moved = from + shift + week
    return moved < end && start < moved + (to - from)
  })
}
