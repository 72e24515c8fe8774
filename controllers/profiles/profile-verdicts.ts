import { kpis } from '../../domain/kpi.ts'
import { defaultProfile } from '../../domain/profile.ts'
import type { Verdict } from '../status/updated-conditions.ts'
import type { ProfileObject } from './profile-object.ts'

/** What a profile is judged by. */
export interface ProfileSurroundings {
  /** The other profiles, of all namespaces; the profile itself may be among them. */
  readonly profiles: readonly ProfileObject[]
  /** The networks that any node has; null while not every agent has been heard. */
  readonly networks: ReadonlySet<string> | null
  /** The words that `Network` resources list. */
  readonly capabilities: ReadonlySet<string>
}

/** Whether a profile counts, and whether what it names is there. */
export function profileVerdicts(profile: ProfileObject, around: ProfileSurroundings): readonly Verdict[] {
  return [accepted(profile, around.profiles), resolved(profile, around)]
}

/** Of several defaults of a namespace the first by name counts, as agents have it too. */
function accepted(profile: ProfileObject, profiles: readonly ProfileObject[]): Verdict {
  if (kpis.every((kpi) => (profile.spec.weights?.[kpi] ?? defaultProfile.weights[kpi]) === 0)) {
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
  const { allow = [], deny = [], capabilities: words = [] } = spec.constraints ?? {}
  const unknownWords = words.filter((word) => !capabilities.has(word))
  if (unknownWords.length > 0) {
    const message = `No Network lists among its capabilities: ${unknownWords.join(', ')}`
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
