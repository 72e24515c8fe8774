import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { Delay } from '../delay.ts'
import type { ListWatcher, Scope, WatchEvent } from '../kube-client.ts'
import { KubeError } from '../kube-error.ts'
import type { KubeKind, ObjectMeta } from '../kube-object.ts'
import type { CacheChange, CacheState, ObjectCache } from '../object-cache.ts'
import { failureKind, faultOf, type FailureKind } from './failure.ts'
import { KeptObjects, keyOf, type Keep } from './kept-objects.ts'
import { listAll } from './list-all.ts'
import { nextTryMs } from './next-try.ts'

/** What a reflector did, for metrics. */
export type ReflectorDeed = 'list' | 'watch' | 'event' | 'skipped' | FailureKind

/** What to keep of which objects, and with what. */
export interface ReflectorParts<T> {
  readonly client: ListWatcher
  readonly kind: KubeKind
  readonly scope?: Scope
  /** Called once for each version of an object; what it throws is logged, and the object skipped. */
  readonly keep: Keep<T>
  readonly onChange?: (change: CacheChange<T>) => void
  readonly onDeed?: (deed: ReflectorDeed, kind: KubeKind) => void
  readonly logger: Pick<Logger, 'info' | 'warn'>
  readonly clock: Clock
  readonly delay: Delay
  /** From 0 to 1. */
  readonly random: () => number
  /** Nothing for so long, not even a bookmark, and a watch is taken for dead. */
  readonly idleMs?: number
}

/** The API sends bookmarks about every minute. */
const usualIdleMs = 200_000
/** A connection that stood for so long makes up for earlier failures. */
const goodStretchMs = 60_000
/** A watch that ends by itself sooner than this is no better than one that failed. */
const shortWatchMs = 5_000

/**
 * Keeps the objects of one kind as the API has them: lists, then watches. Never asks twice without a pause in between,
 * except where a watch ends in its own time; a failure is logged once, not at each try.
 */
export class Reflector<T> implements ObjectCache<T>, AsyncDisposable {
  readonly #parts: ReflectorParts<T>
  readonly #objects: KeptObjects<T>
  readonly #stop = new AbortController()
  readonly #synced = Promise.withResolvers<boolean>()
  #running: Promise<void> | undefined
  #state: CacheState = { isSynced: false, awaySinceMs: null, fault: null }
  /** Where to watch from; undefined before the first list, `null` if the server has forgotten it. */
  #version: string | null | undefined
  #failures = 0
  #wellSinceMs: number | undefined
  /** What has been said already. */
  #faultKind: FailureKind | undefined

  constructor(parts: ReflectorParts<T>) {
    this.#parts = parts
    this.#objects = new KeptObjects(parts.keep, {
      changed: (change) => this.#tell(change),
      skipped: (meta, error) => this.#skip(meta, error),
    })
  }

  find(namespace: string, name: string): T | undefined {
    return this.#objects.find(namespace, name)
  }

  all(): readonly T[] {
    return this.#objects.all()
  }

  get state(): CacheState {
    return this.#state
  }

  /** Begins; a second call does nothing. */
  start(): void {
    this.#running ??= this.#run()
  }

  /** Ends at once, and for good; what was kept stays readable. */
  async stop(): Promise<void> {
    this.#stop.abort()
    this.#synced.resolve(false)
    await this.#running
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  /** Waits for the first list, at most so long; whether it has come. */
  async untilSynced(limitMs: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const timer = setTimeout(() => resolve(false), limitMs)
    try {
      return await Promise.race([promise, this.#synced.promise])
    } finally {
      clearTimeout(timer)
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      try {
        if (this.#version === undefined || this.#version === null) await this.#list()
        await this.#watch(this.#version ?? '')
      } catch (error) {
        await this.#afterFailure(error)
      }
    }
  }

  async #list(): Promise<void> {
    const { client, kind, scope = {} } = this.#parts
    this.#count('list')
    const keys = new Set<string>()
    const resourceVersion = this.#version === undefined ? '0' : undefined
    const { signal } = this.#stop
    const version = await listAll(client, { kind, scope, resourceVersion, signal }, (object) => {
      keys.add(keyOf(object.metadata.namespace ?? '', object.metadata.name))
      this.#objects.set(object)
    })
    this.#objects.retain(keys)
    this.#version = version
    this.#isWell(true)
    this.#sayWell()
  }

  async #watch(from: string): Promise<void> {
    const { client, kind, scope = {}, clock, random, idleMs = usualIdleMs } = this.#parts
    this.#count('watch')
    const begunMs = clock.monotonicMs()
    const events = client.watch(kind, {
      ...scope,
      resourceVersion: from,
      // As client-go: so that not all watches of a cluster end at once
      timeoutSeconds: Math.round(300 * (1 + random())),
      idleMs,
      signal: this.#stop.signal,
      onOpen: () => this.#isWell(false),
    })
    for await (const event of events) this.#take(event)
    const stoodMs = clock.monotonicMs() - begunMs
    if (stoodMs < shortWatchMs)
      throw new KubeError(
        `Cannot watch ${kind.plural} as ${client.server} ends it after ${Math.round(stoodMs)} ms`,
        {
          status: 0,
          reason: 'Cut',
        },
      )
  }

  #take({ type, object }: WatchEvent): void {
    this.#version = object.metadata.resourceVersion
    this.#sayWell()
    if (type === 'BOOKMARK') return
    this.#count('event')
    if (type === 'DELETED') this.#objects.delete(object.metadata)
    else this.#objects.set(object)
  }

  async #afterFailure(error: unknown): Promise<void> {
    const { clock, delay, random } = this.#parts
    const { signal } = this.#stop
    if (signal.aborted) return
    const kind = failureKind(error)
    this.#count(kind)
    if (kind === 'expired') this.#version = null
    if (kind === 'missing') this.#isMissing()
    const stoodMs = this.#wellSinceMs === undefined ? 0 : clock.monotonicMs() - this.#wellSinceMs
    this.#wellSinceMs = undefined
    this.#failures = stoodMs >= goodStretchMs ? 1 : this.#failures + 1
    this.#isAway(kind, faultOf(kind, error))
    const retryAfterMs = error instanceof KubeError ? error.retryAfterMs : undefined
    await delay(nextTryMs(kind, this.#failures, random(), retryAfterMs), signal).catch(() => undefined)
  }

  /** Not installed: that is as good as none of them, and known for sure. */
  #isMissing(): void {
    this.#objects.retain(new Set())
    this.#version = null
    this.#failures = 0
    this.#isWell(true)
  }

  #isWell(isSynced: boolean): void {
    this.#wellSinceMs ??= this.#parts.clock.monotonicMs()
    this.#state = { isSynced: isSynced || this.#state.isSynced, awaySinceMs: null, fault: null }
    if (this.#state.isSynced) this.#synced.resolve(true)
  }

  /** Only once something came: a server may open watches only to end them. */
  #sayWell(): void {
    const { kind, client, logger } = this.#parts
    if (this.#faultKind !== undefined) logger.info(`Can follow ${kind.plural} at ${client.server} again`)
    this.#faultKind = undefined
  }

  #isAway(kind: FailureKind, fault: string | null): void {
    if (fault === null) return
    if (this.#faultKind !== kind) this.#parts.logger.warn(fault)
    this.#faultKind = kind
    const awaySinceMs = this.#state.awaySinceMs ?? this.#parts.clock.nowMs()
    this.#state = { ...this.#state, awaySinceMs, fault }
  }

  #tell(change: CacheChange<T>): void {
    try {
      this.#parts.onChange?.(change)
    } catch (error) {
      this.#parts.logger.warn(
        `Cannot act on a change of ${this.#parts.kind.plural} ${change.namespace}/${change.name}: ${messageOf(error)}`,
      )
    }
  }

  #skip({ namespace = '', name }: ObjectMeta, error: unknown): void {
    this.#count('skipped')
    const { kind, logger } = this.#parts
    logger.warn(`Cannot use ${kind.plural} ${namespace}/${name}, so it is left out: ${messageOf(error)}`)
  }

  #count(deed: ReflectorDeed): void {
    this.#parts.onDeed?.(deed, this.#parts.kind)
  }
}
