import type { PriceRate } from '../domain/price-book.ts'
import type { BookFault } from './book-fault.ts'
import { destinationOf, kindsOf, targetOf } from './rate-table.ts'
import { effectiveSpan } from './rates-at.ts'
import { SharedHours } from './share-hours.ts'

/** So many schedules side by side are compared, each with each. */
const mostSideBySide = 128

interface Placed {
  readonly rate: PriceRate
  readonly index: number
  readonly start: number
  readonly end: number
}

/** Rates for the same use of the same network at the same time, where none of them goes before the other. */
export function findOverlaps(rates: readonly PriceRate[]): BookFault[] {
  const hours = new SharedHours()
  const groups = new Map<string, Placed[]>()
  for (const placed of inOrder(rates))
    for (const kind of kindsOf(placed.rate)) {
      const key = [kind, destinationOf(placed.rate), targetOf(placed.rate)].join(' ')
      groups.set(key, groups.get(key) ?? [])
      groups.get(key)?.push(placed)
    }
  const faults = [...groups.values()].flatMap((group) => [
    ...overlapsInTime(group.filter(({ rate }) => rate.schedule === undefined)),
    ...overlapsInHours(
      group.filter(({ rate }) => rate.schedule !== undefined),
      hours,
    ),
  ])
  return [...new Map(faults.map((fault) => [`${fault.pointer} ${fault.detail}`, fault])).values()]
}

/** Rates of different currencies that count at the same time: nothing says what one is worth in the other. */
export function findCurrencyMixes(rates: readonly PriceRate[]): BookFault[] {
  let longest: Placed | undefined
  return inOrder(rates).flatMap((placed) => {
    const before = longest
    if (before === undefined || placed.end > before.end) longest = placed
    if (before === undefined || placed.start >= before.end) return []
    const { currency } = before.rate
    if (placed.rate.currency === currency) return []
    return [
      {
        pointer: `/rates/${placed.index}/currency`,
        detail: `is ${placed.rate.currency} while /rates/${before.index} counts in ${currency}: take one currency at a time`,
      },
    ]
  })
}

function inOrder(rates: readonly PriceRate[]): Placed[] {
  return rates
    .map((rate, index) => ({ rate, index, ...effectiveSpan(rate) }))
    .toSorted((one, other) => one.start - other.start || one.index - other.index)
}

/** In order of their starts, each can overlap only what has not ended yet. */
function overlapsInTime(placed: readonly Placed[]): BookFault[] {
  let longest: Placed | undefined
  return placed.flatMap((next) => {
    const before = longest
    if (before === undefined || next.end > before.end) longest = next
    return before !== undefined && next.start < before.end ? [overlap(before, next)] : []
  })
}

function overlapsInHours(placed: readonly Placed[], hours: SharedHours): BookFault[] {
  if (placed.length > mostSideBySide)
    return [{ pointer: '/rates', detail: `has ${placed.length} scheduled rates for the same: too many` }]
  return placed.flatMap((next, index) =>
    placed.slice(0, index).flatMap((before) => {
      const span = { start: Math.max(before.start, next.start), end: Math.min(before.end, next.end) }
      if (span.start >= span.end) return []
      const [one, other] = [before.rate.schedule, next.rate.schedule]
      return one !== undefined && other !== undefined && hours.has(one, other, span)
        ? [overlap(before, next)]
        : []
    }),
  )
}

function overlap(before: Placed, next: Placed): BookFault {
  const target = targetOf(next.rate)
  return {
    pointer: `/rates/${next.index}`,
    detail: `overlaps /rates/${before.index}, which is for the same use of ${target} at the same time: end one before the other begins`,
  }
}
