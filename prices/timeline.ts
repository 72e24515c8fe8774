import type { PriceBook } from '../domain/price-book.ts'
import { networkRates, type NetworkRates } from './network-rates.ts'
import { RateTable } from './rate-table.ts'
import { nextChange, ratesAt } from './rates-at.ts'

/** What counts from one moment until just before another; Unix time in ms. */
export interface PriceSpan {
  readonly fromMs: number
  readonly untilMs: number
  readonly rates: NetworkRates
}

/**
 * What counts for a network from one time until another, by the rates of a book and by those of its own: a span for each
 * change of prices, so many at most; spans that are alike are one.
 */
export function timeline(
  book: Pick<PriceBook, 'rates'>,
  own: Pick<PriceBook, 'rates'>,
  { name, classes }: { readonly name: string; readonly classes: readonly string[] },
  { fromMs, untilMs, limit }: { readonly fromMs: number; readonly untilMs: number; readonly limit: number },
): PriceSpan[] {
  const spans: PriceSpan[] = []
  let at = fromMs
  while (at < untilMs) {
    const rates = networkRates(
      new RateTable(ratesAt(book, at)),
      new RateTable(ratesAt(own, at)),
      name,
      classes,
    )
    const end = Math.min(untilMs, nextChange(book, at) ?? untilMs, nextChange(own, at) ?? untilMs)
    const last = spans.at(-1)
    if (last !== undefined && isSame(last.rates, rates)) spans[spans.length - 1] = { ...last, untilMs: end }
    else if (spans.length === limit) break
    else spans.push({ fromMs: at, untilMs: end, rates })
    at = end
  }
  return spans
}

function isSame(one: NetworkRates, other: NetworkRates): boolean {
  return (
    one.ingress === other.ingress &&
    one.interfaceHour === other.interfaceHour &&
    one.addressHour === other.addressHour &&
    one.month === other.month &&
    one.egress.size === other.egress.size &&
    [...one.egress].every(([to, rate]) => other.egress.get(to) === rate)
  )
}
