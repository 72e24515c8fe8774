import { kinds } from '../../kube/kinds.ts'
import type { KubeClient } from '../../kube/kube-client.ts'
import { KubeError } from '../../kube/kube-error.ts'
import type { CacheChange, ObjectCache } from '../../kube/object-cache.ts'
import type { PodSource } from '../annotations/pod-source.ts'
import { clusterPodOf, type ClusterPod } from './cluster-pod.ts'

/** How long a question may take: what the plugin waits for a plan, less the time for all else of it. */
const askLimitMs = 1_000
/** How long a pod is waited for whose labels decide on its profile: the kubelet's watch may be faster than ours. */
const labelsLimitMs = 200

/** The pods of this node from their cache, and one by one from the API. */
export class ClusterPods implements PodSource {
  readonly #client: Pick<KubeClient, 'get'>
  readonly #cache: Pick<ObjectCache<ClusterPod>, 'find'>
  readonly #listeners = new Set<() => void>()
  readonly #awaited = new Map<string, Set<(pod: ClusterPod) => void>>()

  constructor(client: Pick<KubeClient, 'get'>, cache: Pick<ObjectCache<ClusterPod>, 'find'>) {
    this.#client = client
    this.#cache = cache
  }

  find(namespace: string, name: string): ClusterPod | undefined {
    return this.#cache.find(namespace, name)
  }

  /** @throws {KubeError} if the API refuses, or does not answer within a second */
  readonly ask = async (namespace: string, name: string): Promise<ClusterPod | undefined> => {
    try {
      return clusterPodOf(await this.#client.get(kinds.pod, { namespace, name }, { timeoutMs: askLimitMs }))
    } catch (error) {
      if (error instanceof KubeError && error.status === 404) return undefined
      throw error
    }
  }

  /** The pod's labels as soon as the cache has them; undefined if it has not in a fifth of a second. */
  async labelsOf(namespace: string, name: string): Promise<ClusterPod['labels'] | undefined> {
    const pod = this.find(namespace, name) ?? (await this.#appearing(`${namespace}/${name}`))
    return pod?.labels
  }

  /** The listener is called after every change of a pod, and must not throw. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }

  /** To be called with every change of the cache. */
  noteChange({ type, namespace, name, value }: CacheChange<ClusterPod>): void {
    for (const listener of this.#listeners) listener()
    if (type === 'set') for (const tell of this.#awaited.get(`${namespace}/${name}`) ?? []) tell(value)
  }

  async #appearing(key: string): Promise<ClusterPod | undefined> {
    const { promise, resolve } = Promise.withResolvers<ClusterPod | undefined>()
    const waiting = this.#awaited.get(key) ?? new Set()
    this.#awaited.set(key, waiting.add(resolve))
    const timer = setTimeout(() => resolve(undefined), labelsLimitMs)
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      waiting.delete(resolve)
      if (waiting.size === 0) this.#awaited.delete(key)
    }
  }
}
