import type { Manifest } from '../../domain/manifest.ts'

/** Manifests from wherever a node keeps them: a directory, or the API server of its cluster. */
export interface ManifestSource {
  /** Why what is missing here may exist all the same, as a sentence; null while what is missing does not exist. */
  readonly doubt: string | null
  /** The same array as at the last call if nothing has changed since. */
  all(): readonly Manifest[]
  /**
   * Those manifests that `parse` takes, as it reads them; it returns undefined for other kinds and throws for what is
   * wrong. It sees every manifest once, and the same array comes back until something has changed.
   */
  view<T extends object>(parse: (manifest: Manifest) => T | undefined): () => readonly T[]
}
