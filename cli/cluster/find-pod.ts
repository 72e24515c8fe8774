import { kinds } from '../../kube/kinds.ts'
import { KubeError } from '../../kube/kube-error.ts'
import type { KubeObject, ObjectRef } from '../../kube/kube-object.ts'
import { UsageFault } from '../command/usage-fault.ts'
import type { Cluster } from './cluster.ts'

/** Which pod is meant by `NAME`, `pod/NAME` or `NAMESPACE/NAME`. @throws {UsageFault} for anything else */
export function podRefOf(given: string, namespace: string): Required<ObjectRef> {
  const [first, second, ...rest] = given.split('/')
  if (!first || second === '' || rest.length > 0)
    throw new UsageFault(`Cannot read the pod ${given}: write its name, or namespace/name`)
  if (second === undefined) return { namespace, name: first }
  return ['pod', 'pods', 'po'].includes(first)
    ? { namespace, name: second }
    : { namespace: first, name: second }
}

/** The pod; null if there is none of that name. @throws {KubeError} for every other refusal */
export async function findPod(cluster: Cluster, ref: ObjectRef): Promise<KubeObject | null> {
  try {
    return await cluster.client.get(kinds.pod, ref, { timeoutMs: cluster.requestTimeoutMs })
  } catch (error) {
    if (error instanceof KubeError && error.status === 404) return null
    throw error
  }
}

/** The node that a pod is on; empty while it waits for one. */
export function nodeOf({ spec }: KubeObject): string {
  const isSpec = typeof spec === 'object' && spec !== null && 'nodeName' in spec
  return isSpec && typeof spec.nodeName === 'string' ? spec.nodeName : ''
}
