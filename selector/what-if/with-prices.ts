import type { ExpectedCost, ExpectedUse } from '../../domain/expected-cost.ts'
import type { WhatIfChange } from '../../domain/what-if.ts'
import type { DecisionInputs, NetworkInputs } from '../pipeline/inputs.ts'
import type { PriceOf } from './repricing.ts'

/** The prices of a change. */
export interface OtherPrices {
  /** Prices for all networks; undefined leaves those that are not flat as they were. */
  readonly priceOf: PriceOf | undefined
  readonly flat: NonNullable<WhatIfChange['prices']>
}

/** The inputs of a decision by other prices; where the pod's use is not known, only flat ones can be told. */
export function withPrices(
  inputs: DecisionInputs,
  { priceOf, flat }: OtherPrices,
  use: ExpectedUse | undefined,
): DecisionInputs {
  const currency = inputs.networks.find(({ cost }) => cost !== null)?.cost?.currency
  const networks = inputs.networks.map((network) => {
    const perGigabyte = flat[network.network]
    if (perGigabyte !== undefined) return priced(network, perGigabyte, flatCost(perGigabyte, use, currency))
    if (priceOf === undefined) return network
    const cost = use === undefined ? null : priceOf(network, { use, atMs: inputs.nowMs })
    return cost === null ? unpriced(network) : priced(network, cost.perGigabyte, cost)
  })
  const measures = inputs.measures.includes('price')
    ? inputs.measures
    : [...inputs.measures, 'price' as const]
  return { ...inputs, networks, measures }
}

function priced(network: NetworkInputs, perGigabyte: number, cost: ExpectedCost | null): NetworkInputs {
  const price = { value: perGigabyte, ageMs: 0, source: 'what-if', trust: cost?.confidence ?? 1 }
  return { ...network, readings: { ...network.readings, price }, cost }
}

function unpriced(network: NetworkInputs): NetworkInputs {
  const { price: _old, ...readings } = network.readings
  return { ...network, readings, cost: null }
}

/** Null where nobody knows the pod's use, or in which currency it is. */
function flatCost(
  perGigabyte: number,
  use: ExpectedUse | undefined,
  currency: string | undefined,
): ExpectedCost | null {
  if (use === undefined || currency === undefined) return null
  return {
    currency,
    perMonth: perGigabyte * use.egressGigabytes,
    perMonthP90: perGigabyte * use.egressGigabytesP90,
    perGigabyte,
    confidence: use.confidence,
    monthToDateGigabytes: 0,
    version: 0,
  }
}
