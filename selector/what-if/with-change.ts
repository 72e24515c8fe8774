import type { Decision } from '../../domain/decision.ts'
import type { Profile } from '../../domain/profile.ts'
import type { WhatIfChange } from '../../domain/what-if.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import type { DecisionInputs } from '../pipeline/inputs.ts'
import { draftProfile, withWeights } from './draft-profile.ts'
import { pricesOfBook, type ClassesOf } from './repricing.ts'
import { withPrices } from './with-prices.ts'

/** Changes the inputs of a decision. */
export type Changing = (inputs: DecisionInputs, decision: Pick<Decision, 'use'>) => DecisionInputs

/** What a change is understood by. */
export interface Understanding {
  readonly classesOf: ClassesOf
  /** Unix time in ms. */
  readonly nowMs: number
}

/**
 * What a change does to the inputs of any decision.
 * @throws {ApiFault} 400 if it changes nothing, or makes no sense
 */
export function changingBy(change: WhatIfChange, { classesOf, nowMs }: Understanding): Changing {
  const { profile, weights, prices: flat = {}, priceBook } = change
  const isPriced = change.prices !== undefined || priceBook !== undefined
  if (profile === undefined && weights === undefined && !isPriced)
    throw new ApiFault(
      400,
      'Cannot tell what would have been as nothing is changed: give weights, prices, a priceBook or a profile',
    )
  const draft = profile === undefined ? undefined : withWeights(draftProfile(profile), weights)
  const ofWeights = weightsIn(weights)
  const priceOf = priceBook === undefined ? undefined : pricesOfBook(priceBook, classesOf, nowMs)
  return (inputs, { use }) => {
    const by = draft ?? ofWeights(inputs.profile)
    const changed = by === inputs.profile ? inputs : { ...inputs, profile: by }
    return isPriced ? withPrices(changed, { priceOf, flat }, use) : changed
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
