import type { Manifest } from '../../domain/manifest.ts'

/** What is known of a pod that matters for its networks; `uid` is empty where nobody says. */
export type PodManifest = Pick<Manifest, 'namespace' | 'name' | 'uid' | 'annotations' | 'labels'>

/** Where pods are looked up. */
export interface PodSource {
  /** The pod as far as it is known without asking anybody; what is known may lag behind. */
  find(namespace: string, name: string): PodManifest | undefined
  /**
   * Asks the API server; null where what `find` knows is all there is. Undefined if there is no such pod.
   * @throws {Error} if there is no answer in the time that an ADD has
   */
  readonly ask: ((namespace: string, name: string) => Promise<PodManifest | undefined>) | null
}
