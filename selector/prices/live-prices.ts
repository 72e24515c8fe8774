import type { PodRef } from '../../domain/decision.ts'
import type { ExpectedCost, ExpectedUse } from '../../domain/expected-cost.ts'
import { ownerOfPod } from '../../domain/owner-of-pod.ts'
import type { PriceBook } from '../../domain/price-book.ts'
import type { Profile } from '../../domain/profile.ts'
import type { PriceEntry } from '../../domain/resources/network-resource.ts'
import { costByRates, type PricedNetwork } from '../../prices/expected-cost.ts'
import { expectedUse } from '../../prices/expected-use.ts'
import { networkRates, ratesOfEntries, type NetworkRates } from '../../prices/network-rates.ts'
import { RateTable } from '../../prices/rate-table.ts'
import { nextChange, ratesAt } from '../../prices/rates-at.ts'
import type { UsageMeter } from './usage-meter.ts'

/** A network, and what its `Network` says of its price. */
export interface NetworkToPrice extends Omit<PricedNetwork, 'monthToDateGigabytes'> {
  readonly prices: readonly PriceEntry[] | undefined
}

/** What decisions ask of prices; all of it from memory. */
export interface Prices {
  /** What a pod will use; null for a pod that nobody knows. */
  useOf(pod: Pick<PodRef, 'namespace' | 'name'> | null, profile: Profile): ExpectedUse
  /** Null where nobody has named a price. */
  costOf(network: NetworkToPrice, use: ExpectedUse, nowMs: number): ExpectedCost | null
}

/** Rates that count from one moment until just before another. */
interface Counting {
  readonly book: PriceBook
  readonly table: RateTable
  readonly currency: string | null
  readonly fromMs: number
  readonly untilMs: number
  readonly byNetwork: Map<string, Resolved>
}

interface Resolved {
  readonly prices: readonly PriceEntry[] | undefined
  readonly classes: string
  readonly rates: NetworkRates
  readonly untilMs: number
}

/** Prices as they are now: looked up in the book once, and again when the book or the hour changes them. */
export class LivePrices implements Prices {
  readonly #book: () => PriceBook
  readonly #usage: Pick<UsageMeter, 'owner' | 'neighbours' | 'monthToDateGigabytes'>
  #counting: Counting | null = null

  constructor(
    book: () => PriceBook,
    usage: Pick<UsageMeter, 'owner' | 'neighbours' | 'monthToDateGigabytes'>,
  ) {
    this.#book = book
    this.#usage = usage
  }

  useOf(
    pod: Pick<PodRef, 'namespace' | 'name'> | null,
    { demandBitsPerSecond }: Pick<Profile, 'demandBitsPerSecond'>,
  ): ExpectedUse {
    if (pod === null) return expectedUse({ owner: '', own: undefined, neighbours: [], demandBitsPerSecond })
    const owner = ownerOfPod(pod)
    return expectedUse({
      owner,
      own: this.#usage.owner(owner),
      neighbours: this.#usage.neighbours(pod.namespace),
      demandBitsPerSecond,
    })
  }

  /** What the book counts in now; null where it has no rate that counts. */
  bookCurrency(nowMs: number): string | null {
    return this.#at(nowMs).currency
  }

  costOf(network: NetworkToPrice, use: ExpectedUse, nowMs: number): ExpectedCost | null {
    const counting = this.#at(nowMs)
    if (counting.book.rates.length === 0 && network.prices === undefined) return null
    const { prices: _prices, ...priced } = network
    const monthToDateGigabytes = this.#usage.monthToDateGigabytes(network.name, nowMs)
    return costByRates(this.#ratesOf(counting, network, nowMs), {
      network: { ...priced, monthToDateGigabytes },
      use,
      version: counting.book.version,
    })
  }

  #at(nowMs: number): Counting {
    const book = this.#book()
    const known = this.#counting
    if (known?.book === book && nowMs >= known.fromMs && nowMs < known.untilMs) return known
    const rates = ratesAt(book, nowMs)
    const table = new RateTable(rates)
    const currency = rates[0]?.currency ?? null
    const untilMs = nextChange(book, nowMs) ?? Infinity
    this.#counting = { book, table, currency, fromMs: nowMs, untilMs, byNetwork: new Map() }
    return this.#counting
  }

  #ratesOf({ table, byNetwork }: Counting, network: NetworkToPrice, nowMs: number): NetworkRates {
    const { name, prices } = network
    const classes = network.classes.join(' ')
    const known = byNetwork.get(name)
    if (known?.prices === prices && known?.classes === classes && nowMs < known.untilMs) return known.rates
    const own = { rates: ratesOfEntries(name, prices ?? []) }
    const rates = networkRates(table, new RateTable(ratesAt(own, nowMs)), name, network.classes)
    byNetwork.set(name, { prices, classes, rates, untilMs: nextChange(own, nowMs) ?? Infinity })
    return rates
  }
}
