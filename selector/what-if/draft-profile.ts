import { defaultProfile, type Profile, type Weights } from '../../domain/profile.ts'
import type { SelectionProfileSpec } from '../../domain/resources/selection-profile.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'

/**
 * The profile that a spec would make, which is saved nowhere; whom it selects does not matter here.
 * @throws {ApiFault} 400 if none of its weights is more than 0
 */
export function draftProfile(spec: SelectionProfileSpec): Profile {
  const { podSelector: _pods, namespaceDefault: _isDefault, switching: _switching, weights, ...rest } = spec
  return withWeights({ ...rest, name: 'draft', version: 0, weights: defaultProfile.weights }, weights)
}

/**
 * A profile with some weights in place of its own.
 * @throws {ApiFault} 400 if none is left that is more than 0
 */
export function withWeights(profile: Profile, weights: Partial<Weights> | undefined): Profile {
  if (weights === undefined) return profile
  const all = { ...profile.weights, ...weights }
  if (Object.values(all).every((weight) => weight === 0))
    throw new ApiFault(
      400,
      `Cannot rank by ${profile.name} as all of its weights are 0: give one of them a weight`,
      [{ pointer: '/weights', detail: 'all weights are 0' }],
    )
  return { ...profile, weights: all }
}
