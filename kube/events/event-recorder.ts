import { randomBytes } from 'node:crypto'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { backOffMs } from '../back-off.ts'
import type { Delay } from '../delay.ts'
import { isPassing } from '../is-passing.ts'
import { kinds } from '../kinds.ts'
import type { KubeClient } from '../kube-client.ts'
import { KubeError } from '../kube-error.ts'
import type { ObjectRef } from '../kube-object.ts'
import { microTime } from '../micro-time.ts'
import type { EventNote, EventOutcome } from './event-note.ts'
import { makeEvent, type EventSource } from './make-event.ts'
import { RecentMap } from './recent-map.ts'
import { eventBuckets, TokenBuckets } from './token-buckets.ts'

/** What Events are told with. */
export interface RecorderParts {
  readonly client: KubeClient
  readonly source: EventSource
  readonly clock: Clock
  readonly delay: Delay
  /** From 0 to 1. */
  readonly random: () => number
  readonly logger: Pick<Logger, 'warn'>
}

interface Series {
  readonly ref: ObjectRef
  count: number
  lastMs: number
}

const remembered = 4_096
const mostWaiting = 1_000
const tries = 6
const figures = { firstMs: 500, mostMs: 30_000 }
/** A repetition after so long is a new Event, as with client-go. */
const seriesMs = 360_000

/**
 * Tells Events, one after another and off everybody's way: a call never throws and never rejects. Repetitions are
 * counted in the first one's series; what cannot be told is dropped, at the latest when a thousand wait.
 */
export class EventRecorder implements AsyncDisposable {
  readonly #parts: RecorderParts
  readonly #buckets: TokenBuckets
  readonly #series = new RecentMap<Series>(remembered)
  readonly #stop = new AbortController()
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0
  #saidFault = ''

  constructor(parts: RecorderParts) {
    this.#parts = parts
    this.#buckets = new TokenBuckets(eventBuckets, parts.clock, remembered)
  }

  /** Tells it as soon as those before are told; what became of it. */
  async record(note: EventNote): Promise<EventOutcome> {
    const { kind, namespace = '', name, uid = '' } = note.regarding
    const series = this.#repeated(note)
    if (!this.#buckets.take(`${kind} ${namespace}/${name} ${uid}`)) return 'limited'
    if (this.#stop.signal.aborted || this.#waiting >= mostWaiting) return 'failed'
    this.#waiting += 1
    const told = this.#last.then(async () => this.#tell(note, series ?? this.#repeated(note)))
    this.#last = told
    const outcome = await told
    this.#waiting -= 1
    return outcome
  }

  /** Ends at once: what waits is not told. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#last
  }

  /** The series that this one goes on with; those that are too frequent to be told are counted all the same. */
  #repeated(note: EventNote): Series | undefined {
    const series = note.once === undefined ? this.#series.get(keyOf(note)) : undefined
    const nowMs = this.#parts.clock.monotonicMs()
    if (series === undefined || nowMs - series.lastMs > seriesMs) return undefined
    series.count += 1
    series.lastMs = nowMs
    return series
  }

  async #tell(note: EventNote, series: Series | undefined): Promise<EventOutcome> {
    const { delay, random, clock, source } = this.#parts
    const { signal } = this.#stop
    const event = makeEvent(note, source, clock.nowMs(), randomBytes(8).toString('hex'))
    for (let failures = 1; !signal.aborted; failures += 1)
      try {
        if (series === undefined || !(await this.#count(series))) {
          await this.#parts.client.create(kinds.event, event, { signal })
          if (note.once === undefined)
            this.#series.set(keyOf(note), { ref: event.metadata, count: 1, lastMs: clock.monotonicMs() })
        }
        this.#saidFault = ''
        return 'done'
      } catch (error) {
        if (error instanceof KubeError && error.reason === 'AlreadyExists') return 'done'
        if (this.#stop.signal.aborted) break
        this.#sayOnce(error)
        if (!isPassing(error)) return 'refused'
        if (failures >= tries) break
        await delay(backOffMs(figures, failures, random()), signal).catch(() => undefined)
      }
    return 'failed'
  }

  /** Adds to a series; false if its Event is there no more, as the API forgets them after an hour. */
  async #count({ ref, count }: Series): Promise<boolean> {
    const { client, clock } = this.#parts
    const body = { series: { count, lastObservedTime: microTime(clock.nowMs()) } }
    try {
      await client.patch(kinds.event, ref, body, { type: 'merge', signal: this.#stop.signal })
      return true
    } catch (error) {
      if (error instanceof KubeError && error.status === 404) return false
      throw error
    }
  }

  /** By what it is: each Event has another name. */
  #sayOnce(error: unknown): void {
    const fault = error instanceof KubeError ? `${error.status} ${error.reason}` : messageOf(error)
    if (fault !== this.#saidFault) this.#parts.logger.warn(messageOf(error))
    this.#saidFault = fault
  }
}

function keyOf({ regarding, type, reason, action, note }: EventNote): string {
  const { kind, namespace, name, uid } = regarding
  return JSON.stringify([kind, namespace, name, uid, type, reason, action, note])
}
