import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import type { PlanRequest } from '../../domain/plan-protocol.ts'
import { parseK8sAnnot } from '../../pod-networks/parse-k8s-annot.ts'
import { refused } from '../../pod-networks/refused.ts'
import type { PodManifest } from './pod-dir.ts'

/** A pod's annotations by key. */
export type Annotations = Readonly<Record<string, string>>

/** Finds a pod by namespace and name. */
export type FindPod = (namespace: string, name: string) => PodManifest | undefined

/**
 * The pod's annotations from the best source there is: the runtime's own, else K8S_ANNOT of CNI_ARGS, else the pod
 * itself, which `findPod` looks up; null where nobody keeps pods, and then a pod has none.
 * @throws {CniError} of code 7 if K8S_ANNOT is not a JSON object of strings, or the pod was made anew meanwhile, of
 * code 11 if there is no such pod (yet)
 */
export function annotationsOf(request: PlanRequest, findPod: FindPod | null): Annotations {
  const { podNamespace, podName, podUid, annotations, k8sAnnot } = request
  const pod = findPod?.(podNamespace, podName)
  if (pod !== undefined && pod.uid !== '' && podUid !== '' && pod.uid !== podUid && !isStatic(pod))
    throw refused(
      `Cannot attach pod ${podNamespace}/${podName} of UID ${podUid} as it was made anew with UID ${pod.uid}`,
    )
  if (annotations !== undefined) return annotations
  if (k8sAnnot !== undefined) return parseK8sAnnot(k8sAnnot)
  if (pod !== undefined || findPod === null || podName === '') return pod?.annotations ?? {}
  throw new CniError(
    errorCodes.tryAgainLater,
    `Cannot attach pod ${podNamespace}/${podName} as nothing is known of it yet: see that it exists`,
  )
}

/** A static pod runs under the UID that its kubelet made of its file; the API knows its mirror only. */
const isStatic = ({ annotations }: PodManifest) =>
  'kubernetes.io/config.mirror' in annotations ||
  (annotations['kubernetes.io/config.source'] ?? 'api') !== 'api'
