import type { NetworkSample } from '../../../domain/network-sample.ts'
import { ageOf, readingOfFigure, type Readings } from './known.ts'

/** What the price list says. */
export function priceReadings(latest: NetworkSample, nowMs: number): Readings {
  const { pricePerGigabyte, priceCurrency } = latest
  return readingOfFigure('price', pricePerGigabyte, {
    ageMs: ageOf(null, latest, nowMs),
    source: priceCurrency === null ? 'prices' : `prices in ${priceCurrency}`,
    trust: 1,
  })
}
