import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import { SelectionProfileSpec } from '../../domain/resources/selection-profile.ts'
import type { KubeObject } from '../../kube/kube-object.ts'

/** A SelectionProfile as it is listed. */
export const ListedProfile = Type.Object({
  namespace: Type.String(),
  name: Type.String(),
  /** RFC 3339; empty if the API did not say. */
  created: Type.String(),
  spec: SelectionProfileSpec,
})
export type ListedProfile = Static<typeof ListedProfile>

/** A SelectionProfile of the API; null for one whose spec makes no sense to this version. */
export function listedProfile({ metadata, spec }: KubeObject): ListedProfile | null {
  const given = spec ?? {}
  if (!Value.Check(SelectionProfileSpec, given)) return null
  const { namespace = '', name, creationTimestamp = '' } = metadata
  return { namespace, name, created: creationTimestamp, spec: given }
}
