import Value from 'typebox/value'
import { NetworkSpec, NetworkStatus } from '../../domain/resources/network-resource.ts'
import type { KubeObject } from '../../kube/kube-object.ts'

/** A `Network` of the API, as much of it as counts here. */
export interface NetworkObject {
  readonly name: string
  readonly uid: string
  readonly resourceVersion: string
  readonly generation: number
  readonly spec: NetworkSpec
  /** What was written before; undefined if nothing was, or nothing that we would write. */
  readonly status: NetworkStatus | undefined
}

/** Null for an object that is no valid Network, or on its way out. */
export function networkObject(object: KubeObject): NetworkObject | null {
  const { metadata, spec = {}, status } = object
  if (metadata.deletionTimestamp !== undefined || !Value.Check(NetworkSpec, spec)) return null
  return {
    name: metadata.name,
    uid: metadata.uid ?? '',
    resourceVersion: metadata.resourceVersion ?? '',
    generation: metadata.generation ?? 0,
    spec,
    status: Value.Check(NetworkStatus, status) ? status : undefined,
  }
}
