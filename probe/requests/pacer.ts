/** What a moment of ours that came late may make up for at once. */
const burstUs = 5000

/** So many packets of one size for so long, at a rate that is not exceeded at any time, but for bursts of 5 ms. */
export class Pacer {
  readonly #packetUs: number
  readonly #durationUs: number
  readonly #burst: number
  #packets = 0
  /** What was missed and is not made up for. */
  #missedUs = 0

  constructor(bitsPerSecond: number, durationMs: number, packetBytes: number) {
    this.#packetUs = (packetBytes * 8_000_000) / bitsPerSecond
    this.#durationUs = durationMs * 1000
    this.#burst = Math.max(1, Math.floor(burstUs / this.#packetUs))
  }

  /** How many packets to send now, that long after the beginning. */
  take(elapsedUs: number): number {
    if (elapsedUs > this.#durationUs) {
      this.#missedUs = Infinity
      return 0
    }
    const due = Math.floor((elapsedUs - this.#missedUs) / this.#packetUs) - this.#packets
    const now = Math.min(Math.max(0, due), this.#burst)
    this.#missedUs += (Math.max(0, due) - now) * this.#packetUs
    this.#packets += now
    return now
  }

  /** When the next packet is due, counted from the beginning; undefined if there is none before the time is over. */
  get nextUs(): number | undefined {
    const nextUs = this.#missedUs + (this.#packets + 1) * this.#packetUs
    return nextUs <= this.#durationUs ? nextUs : undefined
  }
}
