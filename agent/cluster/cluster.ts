import type { ClusterObjects } from '../../collector/addresses/cluster-objects.ts'
import type { KubeClient } from '../../kube/kube-client.ts'
import type { OpenClient } from '../../kube/open-client.ts'
import type { CacheState, ObjectCache } from '../../kube/object-cache.ts'
import type { ClusterDefinitions } from './cluster-definitions.ts'
import type { ClusterPod } from './cluster-pod.ts'
import type { ClusterPods } from './cluster-pods.ts'

/** How one kind of the API's objects is kept here, for metrics. */
export interface KindFigures {
  /** As in paths of the API, such as `pods`. */
  readonly kind: string
  readonly state: CacheState
  readonly objects: number
  /** How many lists and watches were begun, and how many ended in a failure. */
  readonly lists: number
  readonly watches: number
  readonly faults: number
}

/** The cluster as this node's agent sees it: caches that follow the API. */
export interface Cluster {
  readonly client: KubeClient & Pick<OpenClient, 'withToken'>
  readonly definitions: ClusterDefinitions
  /** Objects that addresses are counted by: followed as networks need them. */
  readonly objects: ClusterObjects
  /** Null where pods stand in a directory. */
  readonly pods: { readonly source: ClusterPods; readonly cache: ObjectCache<ClusterPod> } | null
  /**
   * Waits until all kinds have been listed or one could not be, at most until so long after the start; once that time
   * is over it waits for nothing.
   */
  settled(limitMs: number): Promise<void>
  /** What is wrong, and as of when is served meanwhile, in a sentence; null if all is well. */
  readonly fault: string | null
  /** Why what is known cannot be kept for a start without the API, or null. */
  readonly snapshotFault: string | null
  readonly figures: () => readonly KindFigures[]
}
