import { quantileSorted } from 'simple-statistics'
import type { Link } from './link.ts'

/** A link second by second, as whoever reads its counters later finds it. */
export class LinkHistory {
  readonly link: Link
  /** Sums since the start, as counters are. */
  readonly #carriedBits: Float64Array
  readonly #askedBits: Float64Array
  readonly #latencyMs: Float64Array

  constructor(link: Link, seconds: number) {
    this.link = link
    this.#carriedBits = new Float64Array(seconds)
    this.#askedBits = new Float64Array(seconds)
    this.#latencyMs = new Float64Array(seconds)
  }

  /** A second goes by. */
  note(second: number): void {
    const { podBits, otherBits, capacity } = this.link
    const asked = podBits + otherBits
    this.#carriedBits[second] = at(this.#carriedBits, second - 1) + Math.min(asked, capacity)
    this.#askedBits[second] = at(this.#askedBits, second - 1) + asked
    this.#latencyMs[second] = this.link.latencyAt(this.link.use())
  }

  /** Bits per second between two readings of the counters. */
  rate(from: number, to: number): number {
    return (at(this.#carriedBits, to) - at(this.#carriedBits, from)) / (to - from)
  }

  /** The 95th percentile of such rates, one every `step` seconds. */
  rateP95(from: number, to: number, step: number): number {
    const rates: number[] = []
    for (let end = to; end - step >= Math.max(0, from) || rates.length === 0; end -= step)
      rates.push(this.rate(Math.max(0, end - step), end))
    return quantileSorted(
      rates.toSorted((one, other) => one - other),
      0.95,
    )
  }

  /** The share of what was asked for that found no room. */
  lossRatio(from: number, to: number): number {
    const asked = at(this.#askedBits, to) - at(this.#askedBits, from)
    return asked === 0 ? 0 : 1 - (at(this.#carriedBits, to) - at(this.#carriedBits, from)) / asked
  }

  /** Of one probe each second. */
  latencyP95Ms(from: number, to: number): number {
    const sorted = this.#latencyMs.slice(Math.max(0, from), to + 1).sort()
    return sorted[Math.ceil(0.95 * sorted.length) - 1] ?? NaN
  }
}

function at(sums: Float64Array, second: number): number {
  return second < 0 ? 0 : (sums[second] ?? NaN)
}
