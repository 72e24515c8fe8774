import { realDelay, type Delay } from '../../kube/delay.ts'
import type { ListWatcher, Scope } from '../../kube/kube-client.ts'
import type { KubeKind, KubeObject } from '../../kube/kube-object.ts'
import type { CacheChange, ObjectCache } from '../../kube/object-cache.ts'
import { Reflector, type ReflectorDeed } from '../../kube/reflector/reflector.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { KindFigures } from './cluster.ts'

/** Which objects are followed, and what is kept of them. */
export interface KindWatchParts<T> {
  readonly client: ListWatcher
  readonly kind: KubeKind
  readonly scope?: Scope
  readonly keep: (object: KubeObject) => T | undefined
  readonly onChange?: (change: CacheChange<T>) => void
  /** Told of each of the reflector's deeds, once it has been counted. */
  readonly onDeed?: (deed: ReflectorDeed) => void
  readonly clock: Clock
  /** How pauses are made; by timers if left out. */
  readonly delay?: Delay
  readonly logger: Logger
}

/** One kind of the API's objects, followed and counted. */
export class KindWatch<T> {
  readonly kind: KubeKind
  readonly #reflector: Reflector<T>
  readonly #failed = Promise.withResolvers<undefined>()
  readonly #counts = { lists: 0, watches: 0, faults: 0 }

  constructor(parts: KindWatchParts<T>) {
    this.kind = parts.kind
    this.#reflector = new Reflector({
      delay: realDelay,
      ...parts,
      onDeed: (deed) => {
        this.#count(deed)
        parts.onDeed?.(deed)
      },
      random: Math.random,
    })
  }

  get cache(): ObjectCache<T> {
    return this.#reflector
  }

  start(): void {
    this.#reflector.start()
  }

  stop(): Promise<void> {
    return this.#reflector.stop()
  }

  /** Waits for the first list, or for the first failure, at most so long. */
  async untilSettled(limitMs: number): Promise<void> {
    await Promise.race([this.#reflector.untilSynced(limitMs), this.#failed.promise])
  }

  figures(): KindFigures {
    const { state } = this.#reflector
    return { kind: this.kind.plural, state, objects: this.#reflector.all().length, ...this.#counts }
  }

  #count(deed: ReflectorDeed): void {
    if (deed === 'list') this.#counts.lists += 1
    else if (deed === 'watch') this.#counts.watches += 1
    else if (deed !== 'event') {
      if (deed !== 'expired' && deed !== 'missing' && deed !== 'skipped') this.#failed.resolve(undefined)
      this.#counts.faults += 1
    }
  }
}
