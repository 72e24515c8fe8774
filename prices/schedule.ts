import type { PriceSchedule } from '../domain/price-book.ts'

const dayMinutes = 1_440
/** Further ahead than any schedule's next edge: a week, and a week more where a zone has left out a day. */
const daysAhead = 16

/** `02:30` in minutes after midnight. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** Whether the IANA database has such a time zone; offsets such as `+02:00` are none, as they know no summer. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false
  try {
    localTime(0, name)
    return true
  } catch {
    return false
  }
}

/**
 * Whether a wall clock of the zone shows hours of the schedule at that moment. An hour that the spring night leaves out
 * never comes; the autumn night has an hour twice, and both count.
 */
export function isScheduled({ timeZone, days, from, to }: PriceSchedule, atMs: number): boolean {
  const local = localTime(atMs, timeZone)
  const minute = local.hour * 60 + local.minute
  const [start, end] = [minutesOf(from), minutesOf(to)]
  const today = days?.includes(local.dayOfWeek) ?? true
  if (end > start) return today && minute >= start && minute < end
  const yesterday = days?.includes(local.dayOfWeek === 1 ? 7 : local.dayOfWeek - 1) ?? true
  return (today && minute >= start) || (yesterday && minute < end)
}

/** The first moment after `atMs` at which the schedule begins or ends; null if it never does. */
export function nextEdge(schedule: PriceSchedule, atMs: number): number | null {
  const now = isScheduled(schedule, atMs)
  const edges = possibleEdges(schedule, atMs)
    .filter((edge) => edge > atMs)
    .sort((one, other) => one - other)
  return edges.find((edge) => isScheduled(schedule, edge) !== now) ?? null
}

/** Where clocks show `from` or `to`, or jump, in the days ahead: between two of these nothing changes. */
function possibleEdges({ timeZone, from, to }: PriceSchedule, atMs: number): number[] {
  const local = localTime(atMs, timeZone)
  const jump = local.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity
  const first = local.toPlainDate().subtract({ days: 1 })
  const edges = Array.from({ length: daysAhead }, (_, day) => first.add({ days: day })).flatMap((date) =>
    [from, to].flatMap((time) => {
      const plain = date.toPlainDateTime({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3, 5)) })
      return (['earlier', 'later'] as const).map(
        (disambiguation) => plain.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds,
      )
    }),
  )
  return [...edges, jump].filter(Number.isFinite)
}

/** The hours of the week as half-open intervals of minutes since Monday 00:00 of the zone; those of Sunday may end after the week. */
export function weeklyMinutes({ days, from, to }: PriceSchedule): [start: number, end: number][] {
  const [start, end] = [minutesOf(from), minutesOf(to)]
  const length = end > start ? end - start : end - start + dayMinutes
  return [...new Set(days ?? [1, 2, 3, 4, 5, 6, 7])].map((day) => {
    const begin = (day - 1) * dayMinutes + start
    return [begin, begin + length]
  })
}

function localTime(atMs: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.trunc(atMs)).toZonedDateTimeISO(timeZone)
}
