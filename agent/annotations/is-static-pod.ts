import type { PodManifest } from './pod-source.ts'

/** Of a pod that its kubelet made of a file: such a pod runs under the UID that the kubelet gave it, not the API's. */
export const mirrorKey = 'kubernetes.io/config.mirror'

/** On a pod, by its kubelet: where it was told of it, `api` or elsewhere. */
export const sourceKey = 'kubernetes.io/config.source'

/** Whether a pod is static: the API knows only its mirror. */
export function isStaticPod({ annotations }: Pick<PodManifest, 'annotations'>): boolean {
  return mirrorKey in annotations || (annotations[sourceKey] ?? 'api') !== 'api'
}
