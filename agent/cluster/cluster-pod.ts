import type { KubeObject } from '../../kube/kube-object.ts'
import { mirrorKey, sourceKey } from '../annotations/is-static-pod.ts'
import type { PodManifest } from '../annotations/pod-source.ts'
import { multiIpPreferencesKey } from '../pods/multi-ip-preferences.ts'

/** A pod of this node as the API tells of it, as much as is read of it. */
export interface ClusterPod extends PodManifest {
  /** `Pending`, `Running`, `Succeeded`, `Failed`; empty if it has none yet. */
  readonly phase: string
  /** Whether it is being deleted. */
  readonly isLeaving: boolean
}

const readKeys = ['cni', 'networks', multiIpPreferencesKey, mirrorKey, sourceKey]

/** The annotations that say what a pod is to be attached to, that tell what it is, and what kind of pod it is. */
const isRead = (key: string) =>
  readKeys.includes(key) || /^(cni-genie\.io|k8s\.v1\.cni\.cncf\.io|v1\.multus-cni\.io)\//.test(key)

/** What is kept of a pod. */
export function clusterPodOf({ metadata, status }: KubeObject): ClusterPod {
  const { phase } = (status ?? {}) as { readonly phase?: unknown }
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([key]) => isRead(key))
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    uid: metadata.uid ?? '',
    annotations: Object.fromEntries(annotations),
    labels: metadata.labels ?? {},
    phase: typeof phase === 'string' ? phase : '',
    isLeaving: metadata.deletionTimestamp !== undefined,
  }
}
