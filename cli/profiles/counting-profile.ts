import { profileKey } from '../../domain/annotation-keys.ts'
import { matchesLabels } from '../../domain/resources/matches-labels.ts'
import type { ObjectMeta } from '../../kube/kube-object.ts'
import type { ListedProfile } from './listed-profile.ts'

/** Which profile counts for a pod. */
export interface CountingProfile {
  /** `namespace/name`, or `default` for the built-in one; null if the pod names one that there is not. */
  readonly profile: string | null
  /** Why that one, in one sentence. */
  readonly why: string
}

type Pod = Pick<ObjectMeta, 'labels' | 'annotations'> & { readonly namespace: string }

/**
 * The profile of a pod by the same order as agents have it: what its annotation names, else the first by name whose
 * selector holds, else its namespace's default, else the cluster's (the default of the namespace that agents run in),
 * else the built-in one.
 */
export function countingProfile(
  profiles: readonly ListedProfile[],
  pod: Pod,
  agentNamespace: string | null,
): CountingProfile {
  const named = pod.annotations?.[profileKey]?.trim() ?? ''
  if (named !== '') return byName(profiles, pod, named)
  const own = ofNamespace(profiles, pod.namespace)
  const selecting = own.find(
    ({ spec: { podSelector } }) => podSelector !== undefined && matchesLabels(podSelector, pod.labels ?? {}),
  )
  if (selecting !== undefined)
    return { profile: full(selecting), why: "its podSelector holds for the pod's labels" }
  const ownDefault = own.find(({ spec }) => spec.namespaceDefault === true)
  if (ownDefault !== undefined)
    return { profile: full(ownDefault), why: `it is the default of namespace ${pod.namespace}` }
  const clusterDefault = ofNamespace(profiles, agentNamespace ?? '').find(
    ({ spec }) => spec.namespaceDefault === true,
  )
  if (clusterDefault !== undefined)
    return {
      profile: full(clusterDefault),
      why: 'it is the default of the namespace of CNI-Genie, and so of the cluster',
    }
  return { profile: 'default', why: 'no profile binds the pod, so the built-in one counts' }
}

function byName(profiles: readonly ListedProfile[], pod: Pod, named: string): CountingProfile {
  const wanted = named.includes('/') ? named : `${pod.namespace}/${named}`
  const why = `the pod names it by the annotation ${profileKey}`
  if (named === 'default') return { profile: named, why }
  return profiles.some((each) => full(each) === wanted)
    ? { profile: wanted, why }
    : {
        profile: null,
        why: `The pod names ${named} by the annotation ${profileKey}, and there is none of that name: it is refused at its next start`,
      }
}

const ofNamespace = (profiles: readonly ListedProfile[], namespace: string) =>
  profiles
    .filter((each) => each.namespace === namespace)
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))

const full = ({ namespace, name }: ListedProfile) => `${namespace}/${name}`
