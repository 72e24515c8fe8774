import type { ManifestDir } from '../manifests/manifest-dir.ts'
import type { Nad, NadSource } from './nad.ts'
import { parseNad } from './parse-nad.ts'

/** NetworkAttachmentDefinitions by the manifests in a directory: for a machine without an API server. */
export class NadDir implements NadSource {
  readonly #nads: () => readonly Nad[]

  constructor(manifests: ManifestDir) {
    this.#nads = manifests.view(parseNad)
  }

  /** The first file by name wins. */
  find(namespace: string, name: string): Promise<Nad | undefined> {
    return Promise.resolve(this.#nads().find((nad) => nad.namespace === namespace && nad.name === name))
  }
}
