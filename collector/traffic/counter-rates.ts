import { minIntervalMs, rateBetween, type CounterReading, type Rate } from './rate-between.ts'

/** Turns readings of many interfaces, round after round, into rates. */
export class CounterRates {
  #baselines = new Map<string, CounterReading>()

  /** The rates since the round before, of the interfaces that have one. Interfaces left out are forgotten. */
  advance(readings: ReadonlyMap<string, CounterReading>): Map<string, Rate> {
    const baselines = new Map<string, CounterReading>()
    const rates = new Map<string, Rate>()
    for (const [name, reading] of readings) {
      const before = this.#baselines.get(name)
      const rate = before && rateBetween(before, reading)
      if (rate) rates.set(name, rate)
      baselines.set(name, before && isTooSoon(before, reading) ? before : reading)
    }
    this.#baselines = baselines
    return rates
  }
}

/** Rounds that follow at once must not push the baseline ahead of them for ever. */
function isTooSoon(before: CounterReading, after: CounterReading): boolean {
  const intervalMs = after.monotonicMs - before.monotonicMs
  return intervalMs >= 0 && intervalMs < minIntervalMs && before.counters.ifindex === after.counters.ifindex
}
