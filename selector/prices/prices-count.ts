import type { NetworkSettings } from '../../domain/network-settings.ts'

/**
 * Whether the KPI `price` counts: all that have a price now, the book and networks, have it in one currency, as nothing
 * says what one is worth in another.
 */
export function pricesCount(
  settings: readonly NetworkSettings[],
  nowMs: number,
  bookCurrency: string | null,
): boolean {
  const ofBook = bookCurrency === null ? [] : [bookCurrency]
  return new Set([...ofBook, ...settings.flatMap((each) => currenciesOf(each, nowMs))]).size === 1
}

/** The currencies of the newest entry whose time has come; more than one if two of them came at the same time. */
function currenciesOf({ prices = [] }: NetworkSettings, nowMs: number): string[] {
  const come = prices
    .filter(({ perGigabyteEgress }) => perGigabyteEgress !== undefined)
    .map(({ validFrom, currency }) => ({ from: Date.parse(validFrom), currency }))
    .filter(({ from }) => from <= nowMs)
  const newest = Math.max(...come.map(({ from }) => from))
  return come.filter(({ from }) => from === newest).map(({ currency }) => currency)
}
