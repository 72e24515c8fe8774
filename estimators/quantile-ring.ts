/**
 * Exact quantiles of the last so many values: a ring says which one goes, a sorted copy of it answers. A value costs two
 * binary searches and one move of memory; nothing is allocated after the start.
 */
export class QuantileRing {
  readonly #ring: Float64Array
  readonly #sorted: Float64Array
  #next = 0
  #size = 0

  constructor(capacity: number) {
    this.#ring = new Float64Array(capacity)
    this.#sorted = new Float64Array(capacity)
  }

  get size(): number {
    return this.#size
  }

  /** Takes in a value, which goes again after as many others as the ring holds. One that is no number is not taken. */
  add(value: number): void {
    if (Number.isNaN(value)) return
    if (this.#size === this.#ring.length) this.#drop(this.#ring[this.#next] ?? 0)
    const place = this.#placeOf(value)
    this.#sorted.copyWithin(place + 1, place, this.#size)
    this.#sorted[place] = value
    this.#size += 1
    this.#ring[this.#next] = value
    this.#next = (this.#next + 1) % this.#ring.length
  }

  /** The oldest value goes. */
  dropOldest(): void {
    if (this.#size === 0) return
    const oldest = (this.#next - this.#size + this.#ring.length) % this.#ring.length
    this.#drop(this.#ring[oldest] ?? 0)
  }

  /**
   * The quantile `share` (0 to 1), between two values by their distance (definition 7 of Hyndman and Fan, "Sample
   * quantiles in statistical packages", 1996). Undefined without values.
   */
  quantile(share: number): number | undefined {
    if (this.#size === 0) return undefined
    const place = Math.min(1, Math.max(0, share)) * (this.#size - 1)
    const low = this.#sorted[Math.floor(place)] ?? 0
    const high = this.#sorted[Math.ceil(place)] ?? 0
    return low === high ? low : low + (high - low) * (place - Math.floor(place))
  }

  #drop(value: number): void {
    const place = this.#placeOf(value)
    this.#sorted.copyWithin(place, place + 1, this.#size)
    this.#size -= 1
  }

  /** Where the first value stands that is not less. */
  #placeOf(value: number): number {
    let [from, to] = [0, this.#size]
    while (from < to) {
      const middle = (from + to) >>> 1
      if ((this.#sorted[middle] ?? 0) < value) from = middle + 1
      else to = middle
    }
    return from
  }
}
