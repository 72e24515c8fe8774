import type { NetworkSettings } from '../../domain/network-settings.ts'
import type { PriceFigures } from '../../domain/network-sample.ts'

/** No entry has come yet, or nobody has said a price: unknown, which is not free of charge. */
export const unknownPrice: PriceFigures = { pricePerGigabyte: null, priceCurrency: null }

/**
 * What egress costs at a time, by the newest entry whose `validFrom` has come; it counts from that very instant, and of
 * two of the same instant the later in the list. An entry that says nothing of egress leaves its price as it was.
 */
export function priceAt(prices: NetworkSettings['prices'], nowMs: number): PriceFigures {
  let newest = -Infinity
  let figures = unknownPrice
  for (const { validFrom, currency, perGigabyteEgress } of prices ?? []) {
    const from = Date.parse(validFrom)
    const price = perGigabyteEgress === undefined ? NaN : Number(perGigabyteEgress)
    if (!Number.isFinite(price) || Number.isNaN(from) || from > nowMs || from < newest) continue
    newest = from
    figures = { pricePerGigabyte: price, priceCurrency: currency }
  }
  return figures
}
