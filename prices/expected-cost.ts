import type { ExpectedCost, ExpectedUse } from '../domain/expected-cost.ts'
import type { Destination, PriceBook, PriceRate } from '../domain/price-book.ts'
import { networkRates, type NetworkRates } from './network-rates.ts'
import { RateTable } from './rate-table.ts'
import { ratesAt } from './rates-at.ts'
import { tierCost, unitsPerGigabyte } from './tier-cost.ts'

/** Hours of a month: a twelfth of 365 days. */
export const monthHours = 730

/** A network as far as its price goes. */
export interface PricedNetwork {
  /** By the name of its conf. */
  readonly name: string
  /** What rates may call it besides, the nearest first: the types of its plugins, its uplink group. */
  readonly classes: readonly string[]
  /** What pods have sent over it in this month already, in 10^9 bytes; 0 if left out. */
  readonly monthToDateGigabytes?: number
  /** Who shares what it costs a month, the pod included; 1 if left out. */
  readonly pods?: number
  /** How many addresses a pod gets on it; 1 if left out. */
  readonly addresses?: number
}

/** What is asked of prices that count now. */
export interface PriceQuestion {
  readonly network: PricedNetwork
  readonly use: ExpectedUse
  /** The version of the book. */
  readonly version: number
}

/**
 * What a pod is expected to cost on a network in a month, as if the prices of that moment (Unix time in ms) held for
 * the whole of it; null where the book has no price for the network then.
 */
export function expectedCost(
  book: PriceBook,
  network: PricedNetwork,
  use: ExpectedUse,
  atMs: number,
): ExpectedCost | null {
  const rates = networkRates(new RateTable(ratesAt(book, atMs)), undefined, network.name, network.classes)
  return costByRates(rates, { network, use, version: book.version })
}

/**
 * The same by the rates that count for it at a moment, for those who ask often. Null too where they are of several
 * currencies, as nothing says what one is worth in another.
 */
export function costByRates(
  rates: NetworkRates,
  { network, use, version }: PriceQuestion,
): ExpectedCost | null {
  const fixed = new Sum()
  addFixed(fixed, rates, network)
  const usual = new Sum()
  addBytes(usual, rates, network, use, use.egressGigabytes, use.ingressGigabytes)
  const most = new Sum()
  addBytes(most, rates, network, use, use.egressGigabytesP90, use.ingressGigabytesP90)
  const currency = fixed.currency ?? usual.currency
  const isMixed = fixed.isMixed || usual.isMixed || (usual.currency ?? currency) !== currency
  if (currency === null || isMixed) return null
  const perMonth = fixed.cost + usual.cost
  return {
    currency,
    perMonth,
    perMonthP90: fixed.cost + most.cost,
    perGigabyte: perMonth / Math.max(1, use.egressGigabytes),
    confidence: use.confidence,
    monthToDateGigabytes: network.monthToDateGigabytes ?? 0,
    version,
  }
}

/** A sum of money. Decisions ask for it by the hundred, so it is added up and not listed. */
class Sum {
  cost = 0
  currency: string | null = null
  isMixed = false

  /** What `amount` units cost after `before` of them, of which this one carries a share. */
  add(rate: PriceRate | undefined, before: number, amount: number, share = 1): void {
    if (rate === undefined) return
    this.currency ??= rate.currency
    if (rate.currency !== this.currency) this.isMixed = true
    const scale = unitsPerGigabyte[rate.unit] ?? 1
    this.cost += tierCost(rate.tiers, before * scale, amount * scale) * share
  }
}

/** What does not depend on traffic: interface, addresses, and its share of what a month costs. */
function addFixed(sum: Sum, rates: NetworkRates, { addresses = 1, pods = 1 }: PricedNetwork): void {
  sum.add(rates.interfaceHour, 0, monthHours)
  sum.add(rates.addressHour, 0, monthHours * addresses)
  sum.add(rates.month, 0, 1, 1 / Math.max(1, pods))
}

/** What its bytes cost: those it sends by where they go, and those it is sent. */
function addBytes(
  sum: Sum,
  { egress, ingress }: NetworkRates,
  { monthToDateGigabytes: before = 0 }: PricedNetwork,
  { destinations }: ExpectedUse,
  sent: number,
  received: number,
): void {
  if (destinations === undefined) sum.add(egress.get('any'), before, sent)
  else
    for (const [destination, share] of Object.entries(destinations))
      sum.add(egress.get(destination as Destination), before * share, sent * share)
  sum.add(ingress, 0, received)
}
