import type { PriceBook, PriceRate, PriceSchedule } from '../domain/price-book.ts'
import { isScheduled, nextEdge } from './schedule.ts'

/** When a rate counts, by its dates alone: from `start` on, until just before `end`; Unix time in ms. */
export function effectiveSpan({ effectiveFrom, effectiveTo }: PriceRate): { start: number; end: number } {
  return {
    start: Date.parse(effectiveFrom),
    end: effectiveTo === undefined ? Infinity : Date.parse(effectiveTo),
  }
}

/** The rates that count at that moment (Unix time in ms), in the order of the book. */
export function ratesAt({ rates }: Pick<PriceBook, 'rates'>, atMs: number): readonly PriceRate[] {
  const holds = oncePerSchedule((schedule) => isScheduled(schedule, atMs))
  return rates.filter((rate) => {
    const { start, end } = effectiveSpan(rate)
    return start <= atMs && atMs < end && (rate.schedule === undefined || holds(rate.schedule))
  })
}

/** The first moment after `atMs` at which a rate of the book begins or ends to count; null if none ever does. */
export function nextChange({ rates }: Pick<PriceBook, 'rates'>, atMs: number): number | null {
  const edgeOf = oncePerSchedule((schedule) => nextEdge(schedule, atMs))
  let next = Infinity
  for (const rate of rates) {
    const { start, end } = effectiveSpan(rate)
    if (end <= atMs) continue
    if (start > atMs) next = Math.min(next, start)
    else next = Math.min(next, end, edge(rate.schedule, edgeOf))
  }
  return next === Infinity ? null : next
}

function edge(
  schedule: PriceSchedule | undefined,
  edgeOf: (schedule: PriceSchedule) => number | null,
): number {
  return schedule === undefined ? Infinity : (edgeOf(schedule) ?? Infinity)
}

/** Rates share few schedules, and each takes a look at a calendar. */
function oncePerSchedule<T>(work: (schedule: PriceSchedule) => T): (schedule: PriceSchedule) => T {
  const known = new Map<string, T>()
  return (schedule) => {
    const { timeZone, days = [], from, to } = schedule
    const key = `${timeZone} ${days.join()} ${from} ${to}`
    const found = known.get(key)
    if (found !== undefined) return found
    const value = work(schedule)
    known.set(key, value)
    return value
  }
}
