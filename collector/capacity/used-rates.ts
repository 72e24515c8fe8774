import { QuantileRing } from '../../estimators/quantile-ring.ts'

/** The p95 of use is of this long. */
const windowMs = 60_000
/** With fewer, nobody can tell; where rounds are rarer than three a minute, the last three are taken. */
const leastPoints = 3
/** A minute of rounds each second. */
const mostPoints = 60

/** What was carried at one time, by direction. */
export interface Use {
  readonly ingress: number
  readonly egress: number
}

/** What a link carried in the last minute, for the p95 of its busier direction. */
export class UsedRates {
  #times: number[] = []
  #ingress = new QuantileRing(mostPoints)
  #egress = new QuantileRing(mostPoints)

  /**
   * Takes in what was carried at that time (Unix ms); nothing if that time, or a later one, was taken before. Of a clock
   * that was set back by more than the window nothing that was before counts any more.
   */
  add(at: number, { ingress, egress }: Use): void {
    const last = this.#times.at(-1) ?? -Infinity
    if (at < last - windowMs) this.#forget()
    else if (at <= last) return
    if (this.#times.length === mostPoints) this.#times.shift()
    this.#times.push(at)
    this.#ingress.add(ingress)
    this.#egress.add(egress)
    while (this.#times.length > leastPoints && (this.#times[0] ?? at) < at - windowMs) {
      this.#times.shift()
      this.#ingress.dropOldest()
      this.#egress.dropOldest()
    }
  }

  #forget(): void {
    this.#times = []
    this.#ingress = new QuantileRing(mostPoints)
    this.#egress = new QuantileRing(mostPoints)
  }

  /** Bits per second that the busier direction stayed below for 95 % of the time; null with too few points. */
  p95(): number | null {
    if (this.#times.length < leastPoints) return null
    return Math.max(this.#ingress.quantile(0.95) ?? 0, this.#egress.quantile(0.95) ?? 0)
  }
}
