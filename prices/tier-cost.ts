import type { PriceRate, PriceUnit } from '../domain/price-book.ts'

/** How many units 10^9 bytes are, for units of volume. */
export const unitsPerGigabyte: Readonly<Partial<Record<PriceUnit, number>>> = {
  GB: 1,
  GiB: 1e9 / 2 ** 30,
}

/**
 * What `amount` units cost that come after `before` units of the month: each at the price of the tier that it falls
 * into, the integral over the tiers' prices.
 */
export function tierCost(tiers: PriceRate['tiers'], before: number, amount: number): number {
  let from = Math.max(0, before)
  let cost = 0
  const end = from + Math.max(0, amount)
  for (const { upTo = Infinity, price } of tiers) {
    if (from >= end) break
    const until = Math.min(upTo, end)
    if (until <= from) continue
    cost += (until - from) * Number(price)
    from = until
  }
  return cost
}
