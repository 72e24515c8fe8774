import { quantileSorted } from 'simple-statistics'
import type { Clock } from '../../service-kit/clock.ts'
import type { SampleStore } from '../../store/sample-store.ts'

/** An hour at ten seconds: with less, the highest figure seen is no more than an accident. */
const minSamples = 360
/** A network that never carried this much has shown nothing of what it could carry. */
const minBitsPerSecond = 10_000_000
const windowMs = 86_400_000
const refreshMs = 600_000

/** Takes 99.9 % of the busiest moments as what a network can carry; null where the rates (ascending) say too little. */
export function learnCapacity(peakRates: readonly number[]): number | null {
  if (peakRates.length < minSamples) return null
  const capacity = quantileSorted([...peakRates], 0.999)
  return capacity < minBitsPerSecond ? null : capacity
}

/** Capacities learned from the last day's samples, looked up again every ten minutes. */
export class LearnedCapacity {
  readonly #samples: SampleStore
  readonly #clock: Clock
  readonly #known = new Map<string, { readonly atMs: number; readonly capacity: number | null }>()

  constructor(samples: SampleStore, clock: Clock) {
    this.#samples = samples
    this.#clock = clock
  }

  async of(network: string): Promise<number | null> {
    const atMs = this.#clock.monotonicMs()
    const known = this.#known.get(network)
    if (known !== undefined && atMs - known.atMs < refreshMs) return known.capacity
    // A network that is gone is not asked for again.
    for (const [name, old] of this.#known) if (atMs - old.atMs >= refreshMs) this.#known.delete(name)
    const capacity = learnCapacity(await this.#samples.peakRates(network, this.#clock.nowMs() - windowMs))
    this.#known.set(network, { atMs, capacity })
    return capacity
  }
}
