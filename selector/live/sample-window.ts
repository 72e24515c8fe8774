import type { NetworkSample } from '../../domain/network-sample.ts'

/** How far back the page's traffic lines reach; the estimates need less. */
const usualWindowMs = 600_000
const maxSamples = 120

/**
 * The recent samples of every network, oldest first, in memory: a decision never waits for the store. They come in the
 * order in which they were made: one that is older than those before was made after the clock went back, and these are of
 * a time that is still to come, so that nobody could tell their age.
 */
export class SampleWindow {
  readonly #windowMs: number
  readonly #samples = new Map<string, NetworkSample[]>()

  constructor(windowMs = usualWindowMs) {
    this.#windowMs = windowMs
  }

  add(samples: readonly NetworkSample[]): void {
    for (const sample of samples) {
      const list = this.#samples.get(sample.network) ?? []
      while ((list.at(-1)?.at ?? -Infinity) > sample.at) list.pop()
      if (list.at(-1)?.at === sample.at) continue
      list.push(sample)
      const tooOld = list.findIndex(({ at }) => at >= sample.at - this.#windowMs)
      list.splice(0, Math.max(tooOld, list.length - maxSamples))
      this.#samples.set(sample.network, list)
    }
  }

  of(network: string): readonly NetworkSample[] {
    return this.#samples.get(network) ?? []
  }

  /** The networks that there are samples of. */
  networks(): readonly string[] {
    return [...this.#samples.keys()]
  }

  latest(network: string): NetworkSample | undefined {
    return this.#samples.get(network)?.at(-1)
  }
}
