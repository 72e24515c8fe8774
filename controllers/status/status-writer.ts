import type { Condition } from '../../domain/resources/condition.ts'
import type { KubeClient } from '../../kube/kube-client.ts'
import { KubeError } from '../../kube/kube-error.ts'
import type { KubeKind, ObjectRef } from '../../kube/kube-object.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { newFaults } from './new-faults.ts'

/** An object that has a status of ours. */
export interface StatusOwner<S> extends ObjectRef {
  readonly uid: string
  readonly resourceVersion: string
  readonly status: S | undefined
}

/** Tells people of a condition that has become false, by an Event on its object. Never throws. */
export type TellFault<O> = (owner: O, fault: Condition) => void

/** What a writer is given. */
export interface StatusWriterOptions<O> {
  readonly client: KubeClient
  readonly kind: KubeKind
  readonly clock: Clock
  readonly logger: Logger
  /** Nothing is written any more once it aborts. */
  readonly signal: AbortSignal
  readonly tellFault: TellFault<O>
  readonly onWrite: (outcome: 'done' | 'failed') => void
}

interface Written<S> {
  readonly status: S
  /** The version of the object at which it was written: while the cache shows that one, it has not caught up. */
  readonly basedOn: string
  readonly atMs: number
}

const fieldManager = 'genie-controller'
const firstPauseMs = 2_000
const longestPauseMs = 300_000

/** Writes the status of objects of one kind, and knows what it has written before the cache does. */
export class StatusWriter<S extends { conditions?: Condition[] }, O extends StatusOwner<S>> {
  readonly #options: StatusWriterOptions<O>
  readonly #written = new Map<string, Written<S>>()
  readonly #failures = new Map<string, { readonly count: number; readonly untilMs: number }>()

  constructor(options: StatusWriterOptions<O>) {
    this.#options = options
  }

  /** What stands in the API, as far as is known. */
  current(owner: O): S | undefined {
    const written = this.#written.get(owner.uid)
    return written?.basedOn === owner.resourceVersion ? written.status : owner.status
  }

  /** How long ago this writer wrote to it; infinite if it never did. */
  sinceWriteMs({ uid }: O): number {
    return this.#options.clock.monotonicMs() - (this.#written.get(uid)?.atMs ?? -Infinity)
  }

  /** Whether a write may be tried: after one that failed it has to wait. */
  mayWrite({ uid }: O): boolean {
    if (this.#options.signal.aborted) return false
    return this.#options.clock.monotonicMs() >= (this.#failures.get(uid)?.untilMs ?? -Infinity)
  }

  /** Never throws: what fails is tried again by a later pass. */
  async write(owner: O, status: S): Promise<void> {
    const { client, kind, clock, signal, onWrite } = this.#options
    const before = this.current(owner)
    try {
      // A merge leaves in place what is not named: `addresses` of a network that has none any more goes by a null.
      const body = { metadata: { uid: owner.uid }, status: { ...nulls(before), ...status } }
      const options = { type: 'merge', subresource: 'status', fieldManager, signal } as const
      await client.patch(kind, refOf(owner), body, options)
    } catch (error) {
      if (!signal.aborted) this.#fail(owner, error)
      return
    }
    this.#written.set(owner.uid, { status, basedOn: owner.resourceVersion, atMs: clock.monotonicMs() })
    this.#failures.delete(owner.uid)
    onWrite('done')
    for (const fault of newFaults(before?.conditions, status.conditions))
      this.#options.tellFault(owner, fault)
  }

  /** Forgets objects that are no more. */
  keepOnly(owners: readonly O[]): void {
    const alive = new Set(owners.map(({ uid }) => uid))
    for (const known of [this.#written, this.#failures])
      for (const uid of known.keys()) if (!alive.has(uid)) known.delete(uid)
  }

  #fail(owner: O, error: unknown): void {
    const { clock, kind, logger, onWrite } = this.#options
    const count = (this.#failures.get(owner.uid)?.count ?? 0) + 1
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (count - 1))
    this.#failures.set(owner.uid, { count, untilMs: clock.monotonicMs() + pauseMs })
    onWrite('failed')
    // Deleted, or made anew under its name, since the cache was told: it will be.
    if (error instanceof KubeError && [404, 409, 422].includes(error.status) && count === 1) return
    logger.warn(`Cannot write the status of ${kind.kind} ${owner.name}, trying again: ${messageOf(error)}`)
  }
}

function refOf({ namespace, name }: ObjectRef): ObjectRef {
  return namespace === undefined ? { name } : { namespace, name }
}

function nulls(before: object | undefined): Record<string, null> {
  return Object.fromEntries(Object.keys(before ?? {}).map((member) => [member, null]))
}
