import { minIntervalMs, rateBetween, type CounterReading, type NoRate, type Rate } from './rate-between.ts'

/** A rate, and the time of the later of its readings. */
export interface DatedRate extends Rate {
  readonly countedMs: number
  /** Whether it is of this round; the last one is kept while the same reading is told again. */
  readonly isFresh: boolean
}

/** What one round of readings makes. */
export interface RoundRates {
  readonly rates: ReadonlyMap<string, DatedRate>
  /** How many readings made no rate, and why; an interface that is new is no fault. */
  readonly dropped: Readonly<Partial<Record<NoRate, number>>>
}

/** Turns readings of many interfaces, round after round, into rates: the one way in which any source does. */
export class CounterRates {
  readonly #nearestMs: number
  #baselines = new Map<string, CounterReading>()
  #rates: ReadonlyMap<string, DatedRate> = new Map()

  /** `nearestMs`: readings nearer together make no rate. */
  constructor(nearestMs: number = minIntervalMs) {
    this.#nearestMs = nearestMs
  }

  /** The rates of the interfaces that have one. Interfaces left out are forgotten. */
  advance(readings: ReadonlyMap<string, CounterReading>): RoundRates {
    const baselines = new Map<string, CounterReading>()
    const rates = new Map<string, DatedRate>()
    const dropped: Partial<Record<NoRate, number>> = {}
    for (const [name, reading] of readings) {
      const before = this.#baselines.get(name)
      const rate = before && rateBetween(before, reading, this.#nearestMs)
      if (typeof rate === 'string') dropped[rate] = (dropped[rate] ?? 0) + 1
      else if (rate) rates.set(name, { ...rate, countedMs: reading.countedMs, isFresh: true })
      const last = this.#rates.get(name)
      if (rate === 'duplicate' && last) rates.set(name, { ...last, isFresh: false })
      // Rounds that follow at once must not push the baseline ahead of them for ever.
      baselines.set(name, before && rate === 'duplicate' ? before : reading)
    }
    this.#baselines = baselines
    this.#rates = rates
    return { rates, dropped }
  }
}
