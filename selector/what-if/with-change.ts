import type { Decision } from '../../domain/decision.ts'
import type { ExpectedCost, ExpectedUse } from '../../domain/expected-cost.ts'
import type { Profile } from '../../domain/profile.ts'
import type { WhatIfChange } from '../../domain/what-if.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import type { DecisionInputs, NetworkInputs } from '../pipeline/inputs.ts'
import { draftProfile, withWeights } from './draft-profile.ts'

/** Changes the inputs of a decision. */
export type Changing = (inputs: DecisionInputs, decision: Pick<Decision, 'use'>) => DecisionInputs

/**
 * What a change does to the inputs of any decision.
 * @throws {ApiFault} 400 if it changes nothing, or makes no sense
 */
export function changingBy({ profile, weights, prices }: WhatIfChange): Changing {
  if (profile === undefined && weights === undefined && prices === undefined)
    throw new ApiFault(
      400,
      'Cannot tell what would have been as nothing is changed: give weights, prices or a profile',
    )
  const draft = profile === undefined ? undefined : withWeights(draftProfile(profile), weights)
  const ofWeights = weightsIn(weights)
  return (inputs, { use }) => {
    const by = draft ?? ofWeights(inputs.profile)
    const changed = by === inputs.profile ? inputs : { ...inputs, profile: by }
    return prices === undefined ? changed : withPrices(changed, prices, use)
  }
}

/** Decisions share few profiles, and each of them is changed once. */
function weightsIn(weights: WhatIfChange['weights']): (profile: Profile) => Profile {
  const changed = new Map<string, Profile>()
  return (profile) => {
    if (weights === undefined) return profile
    const key = JSON.stringify(profile)
    const known = changed.get(key) ?? withWeights(profile, weights)
    changed.set(key, known)
    return known
  }
}

function withPrices(
  inputs: DecisionInputs,
  prices: Readonly<Record<string, number>>,
  use: ExpectedUse | undefined,
): DecisionInputs {
  const currency = inputs.networks.find(({ cost }) => cost !== null)?.cost?.currency
  const networks = inputs.networks.map((network) => {
    const perGigabyte = prices[network.network]
    return perGigabyte === undefined
      ? network
      : pricedAt(network, perGigabyte, costOf(perGigabyte, use, currency))
  })
  const measures = inputs.measures.includes('price')
    ? inputs.measures
    : [...inputs.measures, 'price' as const]
  return { ...inputs, networks, measures }
}

function pricedAt(network: NetworkInputs, perGigabyte: number, cost: ExpectedCost | null): NetworkInputs {
  const price = { value: perGigabyte, ageMs: 0, source: 'what-if', trust: 1 }
  return { ...network, readings: { ...network.readings, price }, cost }
}

/** Null where nobody knows the pod's use, or in which currency it is. */
function costOf(
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
