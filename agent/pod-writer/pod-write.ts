import { attachEvent } from './attach-event.ts'
import { annotationChanges, desiredAnnotations } from './desired-annotations.ts'
import type { PickedDecision } from './picked-decision.ts'
import type { PodEvent } from './pod-event.ts'
import type { ApiPod } from './pod-in-api.ts'
import type { PodSandbox } from './pod-sandbox.ts'

/** What is to be written into a pod. */
export interface PodWrite {
  readonly pod: Pick<ApiPod, 'namespace' | 'name' | 'uid'>
  /** By key; null for one that is to go. */
  readonly changes: Readonly<Record<string, string | null>>
  /** All that is to be there in the end, as text: another one is another task. */
  readonly desired: string
  /** To be told before, so that what is written proves that it was told. */
  readonly event: PodEvent | null
}

/** What is to be written into the pod of a sandbox; null if it is all there. */
export function desiredWrite(
  sandbox: PodSandbox,
  pod: ApiPod,
  picked: PickedDecision | null,
): PodWrite | null {
  const desired = desiredAnnotations(sandbox, pod.annotations, picked)
  const changes = annotationChanges(pod.annotations, desired)
  if (changes === null) return null
  const { namespace, name, uid } = pod
  return {
    pod: { namespace, name, uid },
    changes,
    desired: JSON.stringify(desired),
    event: attachEvent(sandbox, pod, picked),
  }
}
