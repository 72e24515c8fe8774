import type { ManifestDir } from '../manifests/manifest-dir.ts'
import type { Manifest } from '../manifests/parse-manifests.ts'

/** What a pod's manifest says that matters here; `uid` is empty where it has none. */
export type PodManifest = Pick<Manifest, 'namespace' | 'name' | 'uid' | 'annotations'>

/** Pods by the manifests in a directory: where annotations come from on a machine without an API server. */
export class PodDir {
  readonly #pods: () => readonly PodManifest[]

  constructor(manifests: ManifestDir) {
    this.#pods = manifests.view((manifest) => (manifest.kind === 'Pod' ? manifest : undefined))
  }

  /** The pod's manifest, or undefined if no file has one; the first file by name wins. */
  find(namespace: string, name: string): PodManifest | undefined {
    return this.#pods().find((pod) => pod.namespace === namespace && pod.name === name)
  }
}
