import type { Clock } from '../../service-kit/clock.ts'
import { kinds } from '../kinds.ts'
import type { KubeClient } from '../kube-client.ts'
import { KubeError } from '../kube-error.ts'
import type { KubeObject, ObjectRef } from '../kube-object.ts'
import { microTime } from '../micro-time.ts'
import { desiredLease, releasedLease, type LeaseSpec } from './desired-lease.ts'

/** Which lease, and who wants it. */
export interface LeaseParts {
  readonly client: KubeClient
  readonly ref: ObjectRef & { readonly namespace: string }
  /** Of this very process: two may have the same host name. */
  readonly identity: string
  readonly durationMs: number
  readonly clock: Clock
}

/** How long one request may take, and what gives it up. */
export interface Attempt {
  readonly signal: AbortSignal
  readonly timeoutMs: number
}

/**
 * A Lease that several want. Whether another's has expired is judged by how long ago we saw it change, never by the
 * times in it: those are of a clock that is not ours.
 */
export class HeldLease {
  readonly #parts: LeaseParts
  #seen: { readonly spec: string; readonly atMs: number } | undefined

  constructor(parts: LeaseParts) {
    this.#parts = parts
  }

  /**
   * Takes or renews it; whether it is ours now.
   * @throws {KubeError} if the API cannot be asked; a lost race is no error
   */
  async claim(attempt: Attempt): Promise<boolean> {
    const { identity, durationMs } = this.#parts
    const current = await this.#read(attempt)
    const spec = current === null ? null : specOf(current)
    const desired = desiredLease(spec, {
      identity,
      durationSeconds: Math.ceil(durationMs / 1_000),
      now: this.#now(),
      isExpired: spec !== null && this.#isExpired(spec),
    })
    return desired !== null && (await this.#write(current, desired, attempt))
  }

  /** Gives it back if it is ours. */
  async release(attempt: Attempt): Promise<void> {
    const current = await this.#read(attempt)
    if (current === null || specOf(current).holderIdentity !== this.#parts.identity) return
    await this.#write(current, releasedLease(specOf(current), this.#now()), attempt)
  }

  #isExpired(spec: LeaseSpec): boolean {
    const nowMs = this.#parts.clock.monotonicMs()
    const text = JSON.stringify(spec)
    if (this.#seen?.spec !== text) this.#seen = { spec: text, atMs: nowMs }
    const lastsMs = (spec.leaseDurationSeconds ?? 0) * 1_000 || this.#parts.durationMs
    return nowMs - this.#seen.atMs >= lastsMs
  }

  async #read(attempt: Attempt): Promise<KubeObject | null> {
    const { client, ref } = this.#parts
    try {
      return await client.get(kinds.lease, ref, attempt)
    } catch (error) {
      if (error instanceof KubeError && error.status === 404) return null
      throw error
    }
  }

  /** With the version that was read, so that of two who want it at once only one has it. */
  async #write(current: KubeObject | null, spec: LeaseSpec, attempt: Attempt): Promise<boolean> {
    const { client, ref } = this.#parts
    try {
      if (current === null)
        await client.create(
          kinds.lease,
          { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: ref, spec },
          attempt,
        )
      else await client.update(kinds.lease, { ...current, spec }, attempt)
      return true
    } catch (error) {
      if (error instanceof KubeError && error.status === 409) return false
      throw error
    }
  }

  #now(): string {
    return microTime(this.#parts.clock.nowMs())
  }
}

const specOf = ({ spec }: KubeObject) => (spec ?? {}) as LeaseSpec
