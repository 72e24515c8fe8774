import type { ManifestSource } from '../manifests/manifest-source.ts'
import type { PodManifest, PodSource } from './pod-source.ts'

/** Pods by the manifests in a directory: where annotations come from on a machine without an API server. */
export class PodDir implements PodSource {
  readonly ask = null
  readonly #pods: () => readonly PodManifest[]

  constructor(manifests: ManifestSource) {
    this.#pods = manifests.view((manifest) => (manifest.kind === 'Pod' ? manifest : undefined))
  }

  /** The pod's manifest, or undefined if no file has one; the first file by name wins. */
  find(namespace: string, name: string): PodManifest | undefined {
    return this.#pods().find((pod) => pod.namespace === namespace && pod.name === name)
  }
}
