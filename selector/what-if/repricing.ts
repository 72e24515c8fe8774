import type { ExpectedCost, ExpectedUse } from '../../domain/expected-cost.ts'
import type { PriceRate } from '../../domain/price-book.ts'
import type { WhatIfChange } from '../../domain/what-if.ts'
import { costByRates } from '../../prices/expected-cost.ts'
import { faultsText, parsePriceBook } from '../../prices/parse-price-book.ts'
import { networkRates, type NetworkRates } from '../../prices/network-rates.ts'
import { RateTable } from '../../prices/rate-table.ts'
import { effectiveSpan } from '../../prices/rates-at.ts'
import { isScheduled } from '../../prices/schedule.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import type { NetworkInputs } from '../pipeline/inputs.ts'

/** What a network's price is asked with: the pod's use, and when it was placed (Unix time in ms). */
export interface Pricing {
  readonly use: ExpectedUse
  readonly atMs: number
}

/** What a pod would cost on a network by other prices; null where they have none for it. */
export type PriceOf = (network: NetworkInputs, pricing: Pricing) => ExpectedCost | null

/** What prices may call a network besides its name. */
export type ClassesOf = (network: string) => readonly string[]

/**
 * Prices by another book, as if it had counted then as it will in the end: of each rate's dates only hours of the week count.
 * @throws {ApiFault} 400 with all that makes no sense in it
 */
export function pricesOfBook(
  given: NonNullable<WhatIfChange['priceBook']>,
  classesOf: ClassesOf,
  nowMs: number,
): PriceOf {
  const parsed = parsePriceBook({ ...given, version: 0 })
  if ('faults' in parsed) throw bookFault(parsed.faults)
  const ratesAt = ratesByMoment(lastRates(parsed.book.rates, nowMs), classesOf)
  return ({ network: name, facts, reservedAttachments, cost }, { use, atMs }) => {
    const network = {
      name,
      classes: classesOf(name),
      monthToDateGigabytes: cost?.monthToDateGigabytes ?? 0,
      pods: (facts.attachments ?? 0) + reservedAttachments + 1,
      addresses: facts.families?.length ?? 1,
    }
    return costByRates(ratesAt(name, atMs), { network, use, version: 0 })
  }
}

function bookFault(faults: readonly { readonly pointer: string; readonly detail: string }[]): ApiFault {
  return new ApiFault(
    400,
    `Cannot look back by this price book: ${faultsText(faults)}`,
    faults.map(({ pointer, detail }) => ({ pointer: `/priceBook${pointer}`, detail })),
  )
}

/** The rates that count once the last of them has begun to. */
function lastRates(rates: readonly PriceRate[], nowMs: number): readonly PriceRate[] {
  const spans = rates.map((rate) => ({ rate, ...effectiveSpan(rate) }))
  const lastMs = spans.reduce((latest, { start }) => Math.max(latest, start), nowMs)
  return spans.filter(({ end }) => end > lastMs).map(({ rate }) => rate)
}

/** What counts for a network at a moment; looked up once for each set of schedules that hold together. */
function ratesByMoment(
  rates: readonly PriceRate[],
  classesOf: ClassesOf,
): (network: string, atMs: number) => NetworkRates {
  const schedules = new Map(
    rates.flatMap(({ schedule }) => (schedule === undefined ? [] : [[JSON.stringify(schedule), schedule]])),
  )
  const known = new Map<string, NetworkRates>()
  return (network, atMs) => {
    const held = [...schedules].filter(([, schedule]) => isScheduled(schedule, atMs)).map(([key]) => key)
    const key = [network, ...held].join('\n')
    const found = known.get(key) ?? ofNetwork(network, held)
    known.set(key, found)
    return found
  }

  function ofNetwork(network: string, held: readonly string[]): NetworkRates {
    const counting = rates.filter(
      ({ schedule }) => schedule === undefined || held.includes(JSON.stringify(schedule)),
    )
    return networkRates(new RateTable(counting), undefined, network, classesOf(network))
  }
}
