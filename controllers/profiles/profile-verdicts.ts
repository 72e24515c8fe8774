import { kpis } from '../../domain/kpi.ts'
import { selectorsOverlap } from '../../domain/resources/selectors-overlap.ts'
import { answerFaults } from '../../questionnaire/answers/answer-faults.ts'
import { profileParts } from '../../questionnaire/profile-parts.ts'
import type { Verdict } from '../status/updated-conditions.ts'
import type { ProfileObject } from './profile-object.ts'

/** What a profile is judged by. */
export interface ProfileSurroundings {
  /** The other profiles, of all namespaces; the profile itself may be among them. */
  readonly profiles: readonly ProfileObject[]
  /** The networks that any node has; null while not every agent has been heard. */
  readonly networks: ReadonlySet<string> | null
  /** The words that `Network` resources list, and those that some CNI of the catalogue surely has. */
  readonly capabilities: ReadonlySet<string>
}

/** Whether a profile counts, whether what it names is there, and whether another one takes pods that it selects. */
export function profileVerdicts(profile: ProfileObject, around: ProfileSurroundings): readonly Verdict[] {
  return [
    accepted(profile, around.profiles),
    resolved(profile, around),
    ...exclusive(profile, around.profiles),
  ]
}

/** Of several defaults of a namespace the first by name counts, as agents have it too. */
function accepted(profile: ProfileObject, profiles: readonly ProfileObject[]): Verdict {
  const [contradiction] = answerFaults(profile.spec.answers ?? {})
  if (contradiction !== undefined) {
    const message = `Its answers contradict each other, so that agents pass it over: ${contradiction.detail}`
    return { type: 'Accepted', status: 'False', reason: 'Contradiction', message }
  }
  const { weights } = profileParts(profile.spec)
  if (kpis.every((kpi) => weights[kpi] === 0)) {
    const message = 'All of its weights are 0, so that agents pass it over: give one of them a weight'
    return { type: 'Accepted', status: 'False', reason: 'NoWeight', message }
  }
  const first = profiles
    .filter(({ namespace, spec }) => namespace === profile.namespace && spec.namespaceDefault === true)
    .map(({ name }) => name)
    .toSorted()[0]
  if (profile.spec.namespaceDefault !== true || first === undefined || first === profile.name)
    return { type: 'Accepted', status: 'True', reason: 'Accepted', message: 'It counts as it is' }
  const message = `${first} is the default of this namespace too, and counts as the first by name: make one of them no default`
  return { type: 'Accepted', status: 'False', reason: 'DefaultConflict', message }
}

function resolved({ spec }: ProfileObject, { networks, capabilities }: ProfileSurroundings): Verdict {
  const type = 'Resolved'
  const { allow = [], deny = [], capabilities: words = [] } = profileParts(spec).constraints ?? {}
  const unknownWords = words.filter((word) => !capabilities.has(word))
  if (unknownWords.length > 0) {
    const message = `No Network lists among its capabilities, and no CNI of the catalogue surely has: ${unknownWords.join(', ')}`
    return { type, status: 'False', reason: 'UnknownCapability', message }
  }
  const named = [...new Set([...allow, ...deny])]
  if (networks === null && named.length > 0) {
    const message = 'Not every agent has told yet which networks its node has'
    return { type, status: 'Unknown', reason: 'AgentsSilent', message }
  }
  const unknown = named.filter((name) => networks?.has(name) !== true)
  if (unknown.length > 0) {
    const message = `No node has a network called: ${unknown.join(', ')}`
    return { type, status: 'False', reason: 'UnknownNetwork', message }
  }
  return { type, status: 'True', reason: 'Resolved', message: 'All that it names is there' }
}

/** Of profiles that select the same pods the first by name counts for them; only those that select pods are told of it. */
function exclusive({ namespace, name, spec }: ProfileObject, profiles: readonly ProfileObject[]): Verdict[] {
  const type = 'Exclusive'
  const { podSelector } = spec
  if (podSelector === undefined) return []
  const before = profiles
    .filter(
      (other) =>
        other.namespace === namespace &&
        other.name < name &&
        other.spec.podSelector !== undefined &&
        selectorsOverlap(podSelector, other.spec.podSelector),
    )
    .map((other) => other.name)
    .toSorted()
  if (before.length === 0)
    return [
      { type, status: 'True', reason: 'Exclusive', message: 'No profile before it by name selects its pods' },
    ]
  const message = `Pods that ${listed(before)} selects too have that one, as it comes before by name: let the selectors exclude each other`
  return [{ type, status: 'False', reason: 'SelectorOverlap', message }]
}

const mostNames = 3

const listed = (names: readonly string[]) =>
  names.length > mostNames
    ? `${names.slice(0, mostNames).join(', ')} or one of ${names.length - mostNames} others`
    : names.join(' or ')
