import { backOffMs } from '../../kube/back-off.ts'
import type { Clock } from '../../service-kit/clock.ts'
import { writerBackOff } from './writer-back-off.ts'

/** Keeps everybody from an API that is away or asks to be left alone: one pod that tries is enough to know. */
export class ApiPause {
  readonly #clock: Pick<Clock, 'monotonicMs'>
  readonly #random: () => number
  #faults = 0
  #untilMs = -Infinity

  constructor(clock: Pick<Clock, 'monotonicMs'>, random: () => number) {
    this.#clock = clock
    this.#random = random
  }

  /** When it may be asked again, by the monotonic clock. */
  get untilMs(): number {
    return this.#untilMs
  }

  get isOn(): boolean {
    return this.#clock.monotonicMs() < this.#untilMs
  }

  /** It was away. Those who were on their way meanwhile count as one. */
  begin(retryAfterMs = 0): void {
    if (this.isOn) return
    this.#faults += 1
    const pauseMs = Math.max(
      Math.min(retryAfterMs, 60_000),
      backOffMs(writerBackOff, this.#faults, this.#random()),
    )
    this.#untilMs = this.#clock.monotonicMs() + pauseMs
  }

  /** It has answered. */
  end(): void {
    this.#faults = 0
    this.#untilMs = -Infinity
  }
}
