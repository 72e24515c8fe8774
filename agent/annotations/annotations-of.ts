import type { PlanRequest } from '../../domain/plan-protocol.ts'
import { refused } from '../../pod-networks/refused.ts'
import type { PodManifest } from './parse-pod-manifests.ts'

/** A pod's annotations by key. */
export type Annotations = Readonly<Record<string, string>>

/** Finds a pod by namespace and name. */
export type FindPod = (namespace: string, name: string) => PodManifest | undefined

/**
 * The pod's annotations from the best source there is: the runtime's own, else K8S_ANNOT of CNI_ARGS, else the pod's
 * manifest. A pod that no source knows has none.
 * @throws {CniError} of code 7 if K8S_ANNOT is not a JSON object of strings, or the pod was made anew meanwhile
 */
export function annotationsOf(request: PlanRequest, findPod: FindPod): Annotations {
  if (request.annotations !== undefined) return request.annotations
  if (request.k8sAnnot !== undefined) return parseK8sAnnot(request.k8sAnnot)
  const pod = findPod(request.podNamespace, request.podName)
  if (pod === undefined) return {}
  if (pod.uid !== '' && request.podUid !== '' && pod.uid !== request.podUid)
    throw refused(
      `Cannot attach pod ${request.podNamespace}/${request.podName} of UID ${request.podUid} as it was made anew with UID ${pod.uid}`,
    )
  return pod.annotations
}

function parseK8sAnnot(text: string): Annotations {
  const fault = () => refused('Cannot read K8S_ANNOT in CNI_ARGS as it is not a JSON object of strings')
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault()
    if (!Object.values(value).every((each) => typeof each === 'string')) throw fault()
    return value as Annotations
  } catch {
    throw fault()
  }
}
