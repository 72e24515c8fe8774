import type { ObjectCache } from '../../kube/object-cache.ts'
import { mirrorKey } from '../annotations/is-static-pod.ts'

/** A pod as the API tells of it, as much as is read here. */
export interface ApiPod {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly annotations: Readonly<Record<string, string>>
}

/** The pods of this node as the API last told of them. */
export type ApiPods = Pick<ObjectCache<ApiPod>, 'find' | 'state'>

/**
 * The pod of the API that a sandbox runs for; undefined if there is none (yet), or only another that was made under the
 * same name. A static pod runs under a UID of the kubelet's own, and the API has its mirror.
 */
export function podInApi(
  { namespace, name, uid }: Pick<ApiPod, 'namespace' | 'name' | 'uid'>,
  pods: Pick<ApiPods, 'find'>,
): ApiPod | undefined {
  const pod = pods.find(namespace, name)
  if (pod === undefined || uid === '') return undefined
  return pod.uid === uid || pod.annotations[mirrorKey] === uid ? pod : undefined
}
