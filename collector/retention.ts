import type { Clock } from '../service-kit/clock.ts'
import type { SampleStore } from '../store/sample-store.ts'

const hourMs = 3_600_000
/** A day of networks is what capacity is learned from; attachments are many, and only the last hours are asked for. */
const networksKeptMs = 24 * hourMs
const attachmentsKeptMs = 6 * hourMs

/** Removes old samples: at the first call, for what a stop has left, and then once an hour. */
export class Retention {
  readonly #samples: SampleStore
  readonly #clock: Clock
  #prunedAtMs = Number.NEGATIVE_INFINITY

  constructor(samples: SampleStore, clock: Clock) {
    this.#samples = samples
    this.#clock = clock
  }

  async pruneIfDue(): Promise<void> {
    if (this.#clock.monotonicMs() - this.#prunedAtMs < hourMs) return
    this.#prunedAtMs = this.#clock.monotonicMs()
    const nowMs = this.#clock.nowMs()
    await this.#samples.prune({
      networksBeforeMs: nowMs - networksKeptMs,
      attachmentsBeforeMs: nowMs - attachmentsKeptMs,
    })
  }
}
