import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import type { PlanRequest } from '../../domain/plan-protocol.ts'
import { parseK8sAnnot } from '../../pod-networks/parse-k8s-annot.ts'
import { refused } from '../../pod-networks/refused.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { isStaticPod } from './is-static-pod.ts'
import type { PodManifest, PodSource } from './pod-source.ts'

/** A pod's annotations by key. */
export type Annotations = Readonly<Record<string, string>>

/**
 * The pod's annotations from the best source there is: the runtime's own, else K8S_ANNOT of CNI_ARGS, else the pod
 * itself as `pods` knows it, else as it answers when it is asked; null where nobody keeps pods, and then a pod has none.
 * With annotations from the runtime nobody is asked, unless `pods` knows another pod of the same name: then one
 * question tells which of both is the old one, and without an answer the runtime is believed.
 * @throws {CniError} of code 7 if K8S_ANNOT is not a JSON object of strings, or the pod was made anew meanwhile, of
 * code 11 if there is no such pod (yet), or nobody answers
 */
export async function annotationsOf(request: PlanRequest, pods: PodSource | null): Promise<Annotations> {
  const { podNamespace, podName, annotations, k8sAnnot } = request
  const given = annotations ?? (k8sAnnot === undefined ? undefined : parseK8sAnnot(k8sAnnot))
  if (pods === null || podName === '') return given ?? {}
  const known = pods.find(podNamespace, podName)
  const isAnother = known !== undefined && isMadeAnew(known, request)
  if (known !== undefined && !isAnother) return given ?? known.annotations
  if (isAnother && pods.ask === null) throw madeAnew(known, request)
  if (given !== undefined && !isAnother) return given
  const asked = await ask(request, pods, given !== undefined)
  if (asked !== undefined && isMadeAnew(asked, request)) throw madeAnew(asked, request)
  return given ?? asked?.annotations ?? {}
}

/** The pod as it is now; undefined if nobody answers and `mayFail`. */
async function ask(
  { podNamespace, podName }: PlanRequest,
  pods: PodSource,
  mayFail: boolean,
): Promise<PodManifest | undefined> {
  const who = `pod ${podNamespace}/${podName}`
  let pod: PodManifest | undefined
  try {
    pod = await pods.ask?.(podNamespace, podName)
  } catch (error) {
    if (mayFail) return undefined
    const why = messageOf(error)
    throw new CniError(errorCodes.tryAgainLater, `Cannot find out the annotations of ${who}: ${why}`)
  }
  if (pod !== undefined) return pod
  throw new CniError(
    errorCodes.tryAgainLater,
    `Cannot attach ${who} as nothing is known of it yet: see that it exists`,
  )
}

function isMadeAnew(pod: PodManifest, { podUid }: PlanRequest): boolean {
  return pod.uid !== '' && podUid !== '' && pod.uid !== podUid && !isStaticPod(pod)
}

const madeAnew = ({ uid }: PodManifest, { podNamespace, podName, podUid }: PlanRequest): CniError =>
  refused(`Cannot attach pod ${podNamespace}/${podName} of UID ${podUid} as it was made anew with UID ${uid}`)
