import type { ExpectedCost, ExpectedUse } from '../domain/expected-cost.ts'
import type { Destination, PriceBook, PriceRate } from '../domain/price-book.ts'
import { ratesAt } from './rates-at.ts'
import { RateTable, type RateKind } from './rate-table.ts'
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
  return costByRates(new RateTable(ratesAt(book, atMs)), { network, use, version: book.version })
}

/** The same by the rates that count at a moment, for those who ask often. */
export function costByRates(table: RateTable, { network, use, version }: PriceQuestion): ExpectedCost | null {
  const find: Find = (kind, destination = 'any') =>
    table.find(network.name, network.classes, kind, destination)
  const fixed = fixedParts(find, network)
  const bytes = (egress: number, ingress: number) => byteParts(find, network, use, { egress, ingress })
  const usual = bytes(use.egressGigabytes, use.ingressGigabytes)
  const [known] = [...fixed, ...usual]
  if (known === undefined) return null
  const perMonth = sum([...fixed, ...usual])
  return {
    currency: known.rate.currency,
    perMonth,
    perMonthP90: sum([...fixed, ...bytes(use.egressGigabytesP90, use.ingressGigabytesP90)]),
    perGigabyte: perMonth / Math.max(1, use.egressGigabytes),
    confidence: use.confidence,
    monthToDateGigabytes: network.monthToDateGigabytes ?? 0,
    version,
  }
}

type Find = (kind: RateKind, destination?: Destination) => PriceRate | undefined

interface Part {
  readonly rate: PriceRate
  readonly cost: number
}

/** What does not depend on traffic: interface, addresses, and its share of what a month costs. */
function fixedParts(find: Find, { addresses = 1, pods = 1 }: PricedNetwork): Part[] {
  return [
    ...partOf(find('interfaceHour'), 0, monthHours),
    ...partOf(find('addressHour'), 0, monthHours * addresses),
    ...partOf(find('month'), 0, 1).map(({ rate, cost }) => ({ rate, cost: cost / Math.max(1, pods) })),
  ]
}

/** What its bytes cost: those it sends by where they go, and those it is sent. */
function byteParts(
  find: Find,
  { monthToDateGigabytes: before = 0 }: PricedNetwork,
  { destinations = { any: 1 } }: ExpectedUse,
  gigabytes: { readonly egress: number; readonly ingress: number },
): Part[] {
  const sent = Object.entries(destinations).flatMap(([destination, share]) =>
    partOf(find('egress', destination as Destination), before * share, gigabytes.egress * share),
  )
  return [...sent, ...partOf(find('ingress'), 0, gigabytes.ingress)]
}

function partOf(rate: PriceRate | undefined, before: number, amount: number): Part[] {
  if (rate === undefined) return []
  const scale = unitsPerGigabyte[rate.unit] ?? 1
  return [{ rate, cost: tierCost(rate.tiers, before * scale, amount * scale) }]
}

const sum = (parts: readonly Part[]) => parts.reduce((total, { cost }) => total + cost, 0)
