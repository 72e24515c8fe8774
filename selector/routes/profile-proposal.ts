import { stringify } from 'yaml'
import { profileKey } from '../../domain/annotation-keys.ts'
import type { Decision } from '../../domain/decision.ts'
import type { Profile } from '../../domain/profile.ts'
import type { ProfileProposal, ProfileRequest, WouldWin } from '../../domain/questionnaire.ts'
import { resourceApiVersion } from '../../domain/resources/resource-group.ts'
import type { SelectionProfileSpec } from '../../domain/resources/selection-profile.ts'
import { answerFaults } from '../../questionnaire/answers/answer-faults.ts'
import { effectsOf } from '../../questionnaire/answers/effects-of.ts'
import { goalNotes } from '../../questionnaire/goal-notes.ts'
import { profileParts } from '../../questionnaire/profile-parts.ts'
import type { Texts } from '../../questionnaire/texts/texts.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'

/** What a request comes to, before anybody has asked who would win. */
export type Proposed = Omit<ProfileProposal, 'now'>

/**
 * The profile that answers lead to, as a resource and as a file.
 * @throws {ApiFault} 400 if the answers contradict each other, or no weight is left
 */
export function propose(request: ProfileRequest, texts: Texts): Proposed {
  const { answers, name = 'answered', namespace = 'default' } = request
  check(answers)
  const spec = specOf(request)
  const { switching: _later, ...parts } = profileParts(spec)
  const profile: Profile = { name: `${namespace}/${name}`, version: 0, ...parts }
  if (Object.values(profile.weights).every((weight) => weight === 0))
    throw new ApiFault(400, 'Cannot rank by weights that are all 0: give one of them a weight', [
      { pointer: '/weights', detail: 'all of them are 0' },
    ])
  const manifest = {
    apiVersion: resourceApiVersion,
    kind: 'SelectionProfile',
    metadata: { name, namespace },
    spec,
  }
  return {
    profile,
    spec,
    yaml: stringify(manifest),
    annotations: { cni: '', [profileKey]: name },
    effects: [...effectsOf(answers)].map(([question, effect]) => ({
      question,
      title: texts.questions[question].title,
      leadsTo: effect,
    })),
    notes: goalNotes(answers, texts),
  }
}

function check(answers: ProfileRequest['answers']): void {
  const faults = answerFaults(answers)
  if (faults.length === 0) return
  throw new ApiFault(
    400,
    faults.map(({ detail }) => detail).join('; '),
    faults.map(({ pointer, detail }) => ({ pointer: `/answers${pointer}`, detail })),
  )
}

function specOf({
  answers,
  preset,
  weights,
  podSelector,
  namespaceDefault,
}: ProfileRequest): SelectionProfileSpec {
  return {
    ...(podSelector !== undefined && { podSelector }),
    ...(namespaceDefault !== undefined && { namespaceDefault }),
    ...(preset !== undefined && { preset }),
    answers,
    ...(weights !== undefined && { weights }),
  }
}

/** Who would win now, of a decision that was made or could not be. */
export async function wouldWin(
  node: string,
  decide: () => Promise<Pick<Decision, 'chosen' | 'reason' | 'candidates' | 'seed'>>,
): Promise<WouldWin> {
  try {
    const { chosen, reason, candidates, seed } = await decide()
    return { node, network: chosen, reason, candidates, isDrawn: seed !== undefined }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'NoNetworkError') throw error
    return { node, network: null, reason: error.message, candidates: [] }
  }
}
