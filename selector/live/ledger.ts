import type { Decision } from '../../domain/decision.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import { picksOf } from '../../domain/picks-of.ts'
import type { Clock } from '../../service-kit/clock.ts'
import { maxHoldMs, Reservations, type Reserved, type Shown } from './reservations.ts'

type Promised = Pick<Decision, 'id' | 'at' | 'chosen' | 'picks' | 'demandBitsPerSecond' | 'outcome'>

/**
 * What decisions have promised, by the clock that never jumps: however the machine's clock is set, nothing is held for
 * more than two minutes, and a sample lets go of nothing that it cannot show.
 */
export class Ledger {
  readonly #clock: Clock
  readonly #reservations = new Reservations()
  readonly #shown = new Map<string, Shown>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Takes in when samples were made, as long as both clocks agree on how long ago that is. */
  observe(samples: readonly NetworkSample[]): void {
    const [now, steadyNow] = [this.#clock.nowMs(), this.#clock.monotonicMs()]
    const steady = (at: number) => steadyNow - Math.max(0, now - at)
    for (const { network, at, trafficAt, addressesAt } of samples) {
      const shown = {
        at: steady(at),
        trafficAt: trafficAt === null ? null : steady(trafficAt),
        addressesAt: addressesAt === null ? null : steady(addressesAt),
      }
      this.#shown.set(network, shown)
      this.#reservations.show(network, shown)
    }
  }

  /** From now on what the decision has picked is promised. */
  hold(decision: Promised): void {
    this.#holdSince(decision, this.#clock.monotonicMs())
  }

  /** Holds again what an agent before this one had promised; a decision of the future was made before a clock went back. */
  restore(decision: Promised): void {
    const [now, steadyNow] = [this.#clock.nowMs(), this.#clock.monotonicMs()]
    const ageMs = Math.max(0, now - decision.at)
    if (ageMs > maxHoldMs) return
    this.#holdSince(decision, steadyNow - ageMs)
    // When it was attached nobody knows: no sample before this start has to show it.
    if (decision.outcome === 'attached') this.attached(decision.id)
  }

  attached(decision: string): void {
    this.#reservations.attached(decision, this.#clock.monotonicMs())
  }

  release(decision: string): void {
    this.#reservations.release(decision)
  }

  /** What is promised of a network beyond what its latest sample can show. */
  of(network: string): Reserved {
    return this.#reservations.of(network, this.#shown.get(network), this.#clock.monotonicMs())
  }

  #holdSince(decision: Promised, at: number): void {
    const { id, demandBitsPerSecond: bitsPerSecond } = decision
    for (const network of picksOf(decision))
      this.#reservations.hold({ decision: id, network, bitsPerSecond, at })
  }
}
