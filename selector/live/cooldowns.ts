import type { NetworkFacts } from '../../domain/network-facts.ts'
import type { Clock } from '../../service-kit/clock.ts'

/** How long no pod is put on a network that has just failed for a reason that goes for every pod. */
export const cooldownMs = 30_000

interface Cooling {
  /** By the clock that never jumps. */
  readonly until: number
  readonly why: string
}

/** Networks that have just failed. In memory alone: the next agent finds it out again, at the cost of one try. */
export class Cooldowns {
  readonly #clock: Clock
  readonly #cooling = new Map<string, Cooling>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** From now on it cools down, anew if it did already. */
  begin(network: string, why: string): void {
    this.#cooling.set(network, { until: this.#clock.monotonicMs() + cooldownMs, why })
  }

  /** Until when it cools down, as Unix time; undefined if it does not. */
  of(network: string): NetworkFacts['coolingDown'] {
    const cooling = this.#cooling.get(network)
    if (cooling === undefined) return undefined
    const leftMs = cooling.until - this.#clock.monotonicMs()
    if (leftMs > 0) return { untilMs: Math.ceil(this.#clock.nowMs() + leftMs), why: cooling.why }
    this.#cooling.delete(network)
    return undefined
  }
}
