import type { Profile, Weights } from '../../domain/profile.ts'
import type { SelectionProfileSpec } from '../../domain/resources/selection-profile.ts'
import { answerFaults } from '../../questionnaire/answers/answer-faults.ts'
import { profileParts } from '../../questionnaire/profile-parts.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'

/**
 * The profile that a spec would make, which is saved nowhere; whom it selects does not matter here.
 * @throws {ApiFault} 400 if its answers contradict each other, or none of its weights is more than 0
 */
export function draftProfile(spec: SelectionProfileSpec): Profile {
  const faults = answerFaults(spec.answers ?? {})
  if (faults.length > 0)
    throw new ApiFault(
      400,
      `Cannot rank by these answers as they contradict each other: ${faults.map(({ detail }) => detail).join('; ')}`,
      faults.map(({ pointer, detail }) => ({ pointer: `/profile/answers${pointer}`, detail })),
    )
  const { switching: _later, ...parts } = profileParts(spec)
  return checked({ name: 'draft', version: 0, ...parts })
}

/**
 * A profile with some weights in place of its own.
 * @throws {ApiFault} 400 if none is left that is more than 0
 */
export function withWeights(profile: Profile, weights: Partial<Weights> | undefined): Profile {
  return weights === undefined
    ? profile
    : checked({ ...profile, weights: { ...profile.weights, ...weights } })
}

function checked(profile: Profile): Profile {
  if (Object.values(profile.weights).some((weight) => weight > 0)) return profile
  throw new ApiFault(
    400,
    `Cannot rank by ${profile.name} as all of its weights are 0: give one of them a weight`,
    [{ pointer: '/weights', detail: 'all of them are 0' }],
  )
}
