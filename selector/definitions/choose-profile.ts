import { defaultProfile, type Profile } from '../../domain/profile.ts'
import { matchesLabels } from '../../domain/resources/matches-labels.ts'
import type { BoundProfile } from './parse-profile.ts'

/** The profile that a namespace has by that name, or `namespace/name` of any; undefined if there is none. */
export function profileNamed(
  profiles: readonly BoundProfile[],
  name: string,
  namespace: string,
): Profile | undefined {
  if (name === defaultProfile.name) return defaultProfile
  const full = name.includes('/') ? name : `${namespace}/${name}`
  return profiles.find(({ profile }) => profile.name === full)?.profile
}

/** Whether a pod's profile depends on its labels. */
export function needsLabels(profiles: readonly BoundProfile[], namespace: string): boolean {
  return profiles.some((each) => each.namespace === namespace && each.podSelector !== null)
}

/**
 * The profile of a pod that names none: the first by name whose selector matches its labels (undefined: nobody knows
 * them), else its namespace's default, else the default of the cluster's own namespace, else the built-in one.
 */
export function chooseProfile(
  profiles: readonly BoundProfile[],
  pod: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> | undefined },
  clusterNamespace: string,
): Profile {
  const own = profiles.filter(({ namespace }) => namespace === pod.namespace).toSorted(byName)
  const { labels } = pod
  const selected = own.find(
    ({ podSelector }) => podSelector !== null && labels !== undefined && matchesLabels(podSelector, labels),
  )
  const found = selected ?? defaultOf(own, pod.namespace) ?? defaultOf(profiles, clusterNamespace)
  return found?.profile ?? defaultProfile
}

/** Of several defaults the first by name. */
function defaultOf(profiles: readonly BoundProfile[], namespace: string): BoundProfile | undefined {
  return profiles
    .filter((each) => each.namespace === namespace && each.isNamespaceDefault)
    .toSorted(byName)
    .at(0)
}

const byName = (one: BoundProfile, other: BoundProfile) => (one.name < other.name ? -1 : 1)
