import type { ObjectCache } from '../../kube/object-cache.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { ManifestSource } from '../manifests/manifest-source.ts'
import type { Manifest } from '../../domain/manifest.ts'
import { viewOf, type Parse } from '../../selector/definitions/view-of.ts'
import type { Snapshot } from './snapshot.ts'
import { standing } from './standing.ts'

/** The cache of one kind of definitions. */
export interface DefinitionCache {
  /** As manifests have it, such as `NetworkAttachmentDefinition`. */
  readonly kind: string
  readonly cache: ObjectCache<Manifest>
}

/** So many faults are remembered as told. */
const toldAtMost = 1_000

/**
 * What a cluster's API defines: by the caches of its kinds, and while one has never been filled by what was kept of its
 * kind.
 */
export class ClusterDefinitions implements ManifestSource {
  readonly #caches: readonly DefinitionCache[]
  readonly #logger: Logger
  readonly #told = new Set<string>()
  #snapshot: Snapshot | null = null
  /** What was kept, by kind: the same arrays as long as it counts. */
  #kept = new Map<string, readonly Manifest[]>()
  #parts: readonly (readonly Manifest[])[] = []
  #all: readonly Manifest[] = []

  constructor(caches: readonly DefinitionCache[], logger: Logger) {
    this.#caches = caches
    this.#logger = logger
  }

  /** From now on what was kept counts for the kinds that have not been heard of. */
  recall(snapshot: Snapshot): void {
    this.#snapshot = snapshot
    this.#kept = new Map(
      this.#caches.map(({ kind }) => [kind, snapshot.manifests.filter((each) => each.kind === kind)]),
    )
  }

  /** What is worth keeping, as it was at `nowMs` or when the API was heard of last; null if a kind is not known yet. */
  snapshot(nowMs: number): Snapshot | null {
    const states = this.#caches.map(({ cache }) => cache.state)
    if (!states.every(({ isSynced }) => isSynced)) return null
    return {
      at: Math.min(nowMs, ...states.map(({ awaySinceMs }) => awaySinceMs ?? nowMs)),
      manifests: this.all(),
    }
  }

  get doubt(): string | null {
    return standing(
      this.#caches.map(({ kind, cache }) => ({ kind, ...cache.state })),
      this.#snapshot?.at ?? null,
    )
  }

  all(): readonly Manifest[] {
    const parts = this.#caches.map(({ kind, cache }) =>
      cache.state.isSynced ? cache.all() : (this.#kept.get(kind) ?? none),
    )
    if (parts.length !== this.#parts.length || parts.some((part, index) => part !== this.#parts[index]))
      this.#all = parts.flat()
    this.#parts = parts
    return this.#all
  }

  view<T extends object>(parse: Parse<T>): () => readonly T[] {
    return viewOf(
      () => this.all(),
      parse,
      (what, why) => this.#tell(`Cannot use ${what} of the cluster, so it is passed over: ${why}`),
    )
  }

  /** What is listed again with the same fault is said once. */
  #tell(fault: string): void {
    if (this.#told.has(fault)) return
    if (this.#told.size >= toldAtMost) this.#told.clear()
    this.#told.add(fault)
    this.#logger.warn(fault)
  }
}

const none: readonly Manifest[] = []
