import type { Manifest } from '../../domain/manifest.ts'
import { realDelay } from '../../kube/delay.ts'
import { kinds } from '../../kube/kinds.ts'
import type { ListWatcher, Scope } from '../../kube/kube-client.ts'
import type { KubeKind, KubeObject } from '../../kube/kube-object.ts'
import { Reflector } from '../../kube/reflector/reflector.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { definitionOf, namespaceOf } from '../definitions/manifest-of-object.ts'

/** What the API is followed with. */
export interface ClusterManifestsParts {
  readonly client: ListWatcher
  readonly clock: Clock
  readonly logger: Logger
}

/** Profiles, Networks, definitions, price books and modes of namespaces as the API has them: what `Policies` reads. */
export class ClusterManifests implements AsyncDisposable {
  readonly #reflectors: readonly (readonly [KubeKind, Reflector<Manifest>])[]
  #parts: readonly (readonly Manifest[])[] = []
  #all: readonly Manifest[] = []

  constructor({ client, clock, logger }: ClusterManifestsParts) {
    const follow = (kind: KubeKind, keep: (object: KubeObject) => Manifest | undefined, scope: Scope = {}) =>
      [
        kind,
        new Reflector<Manifest>({
          client,
          kind,
          keep,
          scope,
          clock,
          logger,
          delay: realDelay,
          random: Math.random,
        }),
      ] as const
    this.#reflectors = [
      ...[kinds.selectionProfile, kinds.network, kinds.nad, kinds.priceBook].map((kind) =>
        follow(kind, (object) => definitionOf(kind, object)),
      ),
      follow(kinds.namespace, namespaceOf, { metadataOnly: true }),
    ]
  }

  start(): void {
    for (const [, reflector] of this.#reflectors) reflector.start()
  }

  /** The same array as at the last call if nothing has changed since. */
  all(): readonly Manifest[] {
    const parts = this.#reflectors.map(([, reflector]) => reflector.all())
    if (parts.length !== this.#parts.length || parts.some((part, index) => part !== this.#parts[index]))
      this.#all = parts.flat()
    this.#parts = parts
    return this.#all
  }

  /** Which kinds cannot be followed, and why, in a sentence; null if all is well. What was known is served on. */
  get fault(): string | null {
    const faults = this.#reflectors.flatMap(([{ plural }, { state }]) =>
      state.awaySinceMs === null ? [] : [state.fault ?? `Cannot reach ${plural}`],
    )
    return faults.length === 0 ? null : faults.join('; ')
  }

  /** Waits for the first lists, at most so long. */
  async settled(limitMs: number): Promise<void> {
    await Promise.all(this.#reflectors.map(([, reflector]) => reflector.untilSynced(limitMs)))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#reflectors.map(([, reflector]) => reflector.stop()))
  }
}
