import Value from 'typebox/value'
import { SelectionProfileSpec, SelectionProfileStatus } from '../../domain/resources/selection-profile.ts'
import type { KubeObject } from '../../kube/kube-object.ts'

/** A `SelectionProfile` of the API, as much of it as counts here. */
export interface ProfileObject {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly resourceVersion: string
  readonly generation: number
  readonly spec: SelectionProfileSpec
  /** What was written before; undefined if nothing was, or nothing that we would write. */
  readonly status: SelectionProfileStatus | undefined
}

/** Null for an object that is no valid profile, or on its way out. */
export function profileObject(object: KubeObject): ProfileObject | null {
  const { metadata, spec = {}, status } = object
  if (metadata.deletionTimestamp !== undefined || !Value.Check(SelectionProfileSpec, spec)) return null
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    uid: metadata.uid ?? '',
    resourceVersion: metadata.resourceVersion ?? '',
    generation: metadata.generation ?? 0,
    spec,
    status: Value.Check(SelectionProfileStatus, status) ? status : undefined,
  }
}
