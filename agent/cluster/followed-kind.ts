import type { ObjectFault, ObjectQuery } from '../../collector/addresses/cluster-objects.ts'
import type { Delay } from '../../kube/delay.ts'
import type { ListWatcher } from '../../kube/kube-client.ts'
import type { KubeKind } from '../../kube/kube-object.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { KindFigures } from './cluster.ts'
import { FewOnly } from './few-only.ts'
import { KindWatch } from './kind-watch.ts'
import type { ReflectorDeed } from '../../kube/reflector/reflector.ts'

/** What kinds are followed with. */
export interface FollowParts {
  readonly client: ListWatcher
  readonly clock: Clock
  /** How pauses are made; by timers if left out. */
  readonly delay?: Delay
  readonly logger: Logger
}

/**
 * One kind of objects, followed in the first version that the API serves. While it serves none, all of them are asked
 * for once a minute, by the reflector's own pace.
 */
export class FollowedKind {
  readonly #query: ObjectQuery
  readonly #parts: FollowParts
  /** Null where all that there are may be followed. */
  readonly #few: FewOnly | null
  #ended: Promise<void> = Promise.resolve()
  /** The versions that were missing in this minute. */
  readonly #missing = new Set<number>()
  #version = 0
  #watch: KindWatch<unknown>
  #isMissing = false
  #isRefused = false
  /** What watches of versions that are not served have counted. */
  #before = { lists: 0, watches: 0, faults: 0 }

  constructor(query: ObjectQuery, parts: FollowParts) {
    this.#query = query
    this.#parts = parts
    this.#few = query.most === undefined ? null : new FewOnly(parts.client, query.most)
    this.#watch = this.#newWatch()
  }

  start(): void {
    this.#watch.start()
  }

  /** Null while nobody knows, and while the API has no such kind. */
  all(): readonly unknown[] | null {
    const { state } = this.#watch.cache
    const isKnown = state.isSynced && !this.#isMissing && this.#few?.isTooMany !== true
    return isKnown ? this.#watch.cache.all() : null
  }

  fault(): ObjectFault | null {
    const { awaySinceMs: sinceMs, fault } = this.#watch.cache.state
    if (sinceMs === null) return null
    if (!this.#isRefused) {
      const message = fault ?? `Cannot follow ${this.label}: look at the API server`
      return { reason: this.#few?.isTooMany === true ? 'too-many' : 'unreachable', message, sinceMs }
    }
    const { kind, name } = this.#query
    const which = name === undefined ? kind : `${kind} ${name}`
    const message = `Cannot count addresses by ${which} as the API refuses it: give the agent get, list and watch on ${this.label}`
    return { reason: 'forbidden', message, sinceMs }
  }

  /** As in RBAC and metrics: `ippools.crd.projectcalico.org`. */
  get label(): string {
    const { plural, group } = this.#kind
    return group === '' ? plural : `${plural}.${group}`
  }

  figures(): KindFigures {
    const { lists, watches, faults, ...figures } = this.#watch.figures()
    return {
      ...figures,
      kind: this.label,
      lists: lists + this.#before.lists,
      watches: watches + this.#before.watches,
      faults: faults + this.#before.faults,
    }
  }

  async stop(): Promise<void> {
    await Promise.all([this.#watch.stop(), this.#ended])
  }

  get #kind(): KubeKind {
    const { apis, kind, plural, isNamespaced } = this.#query
    const api = apis[this.#version] ?? apis[0]
    const [version = '', group = ''] = api.split('/').reverse()
    return { group, version, kind, plural, isNamespaced }
  }

  #newWatch(): KindWatch<unknown> {
    const { name, keep } = this.#query
    return new KindWatch({
      ...this.#parts,
      client: this.#few ?? this.#parts.client,
      kind: this.#kind,
      ...(name !== undefined && { scope: { fieldSelector: `metadata.name=${name}` } }),
      keep,
      onDeed: (deed) => this.#note(deed),
    })
  }

  #note(deed: ReflectorDeed): void {
    if (deed === 'event' || deed === 'skipped' || deed === 'list') return
    this.#isRefused = deed === 'refused'
    if (deed === 'watch') {
      this.#isMissing = false
      this.#missing.clear()
    }
    if (deed === 'missing') this.#tryNext()
  }

  /** Asks for the next version at once; when all are missing the last one waits a minute, as the reflector does. */
  #tryNext(): void {
    const { apis } = this.#query
    this.#missing.add(this.#version)
    if (this.#missing.size >= apis.length) {
      this.#isMissing = true
      this.#missing.clear()
      return
    }
    this.#version = (this.#version + 1) % apis.length
    const { lists, watches, faults } = this.#watch.figures()
    const before = this.#before
    this.#before = {
      lists: before.lists + lists,
      watches: before.watches + watches,
      faults: before.faults + faults,
    }
    this.#ended = Promise.all([this.#ended, this.#watch.stop()]).then(() => undefined)
    this.#watch = this.#newWatch()
    this.#watch.start()
  }
}
