import { backOffMs } from '../../kube/back-off.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { PodWrite } from './pod-write.ts'
import { writerBackOff } from './writer-back-off.ts'

/** How the writing of one pod stands. */
interface Tries {
  /** What was to be written: for another text all begins anew. */
  readonly desired: string
  readonly faults: number
  readonly writes: number
  readonly isRefused: boolean
  /** When it may be tried again, by the monotonic clock. */
  readonly dueMs: number
}

/** What has been written shows in the cache long before. Written again for so long, somebody else writes the same keys. */
const writtenPauseMs = 30_000
const longestPauseMs = 300_000
/** What was refused may be allowed one day: rights are given, policies changed. */
const refusedPauseMs = 600_000

/** When each pod may be written again. It keeps one entry for each pod that the journal knows. */
export class PodTries {
  readonly #clock: Pick<Clock, 'monotonicMs'>
  readonly #random: () => number
  readonly #tries = new Map<string, Tries>()

  constructor(clock: Pick<Clock, 'monotonicMs'>, random: () => number) {
    this.#clock = clock
    this.#random = random
  }

  /** Forgets all pods but these. */
  keepOnly(uids: ReadonlySet<string>): void {
    for (const uid of this.#tries.keys()) if (!uids.has(uid)) this.#tries.delete(uid)
  }

  /** When it may be tried, by the monotonic clock; what has never been tried may be at once. */
  dueMs(write: PodWrite): number {
    return this.#of(write).dueMs
  }

  /** How often it has failed in a row. */
  faults(write: PodWrite): number {
    return this.#of(write).faults
  }

  written(write: PodWrite): void {
    const { writes } = this.#of(write)
    const pauseMs = Math.min(longestPauseMs, writtenPauseMs * 2 ** Math.min(writes, 10))
    this.#set(write, { faults: 0, writes: writes + 1, isRefused: false }, pauseMs)
  }

  failed(write: PodWrite): void {
    const { faults, writes } = this.#of(write)
    this.#set(
      write,
      { faults: faults + 1, writes, isRefused: false },
      backOffMs(writerBackOff, faults + 1, this.#random()),
    )
  }

  /** @returns whether it is the first time */
  refused(write: PodWrite): boolean {
    const { writes, isRefused } = this.#of(write)
    this.#set(write, { faults: 0, writes, isRefused: true }, refusedPauseMs)
    return !isRefused
  }

  #of({ pod, desired }: PodWrite): Tries {
    const tries = this.#tries.get(pod.uid)
    return tries?.desired === desired
      ? tries
      : { desired, faults: 0, writes: 0, isRefused: false, dueMs: -Infinity }
  }

  #set({ pod, desired }: PodWrite, tries: Omit<Tries, 'desired' | 'dueMs'>, pauseMs: number): void {
    this.#tries.set(pod.uid, { ...tries, desired, dueMs: this.#clock.monotonicMs() + pauseMs })
  }
}
