import type { NetworkSample } from '../../domain/network-sample.ts'

/** What a decision has promised: load, and one address and place, that no sample shows yet. */
export interface Reservation {
  readonly decision: string
  readonly network: string
  readonly bitsPerSecond: number
  readonly at: number
  /** When the plugin reported the attachment made; until then no sample can show its address. */
  readonly attachedAt: number | null
}

/** What is promised of one network in all. */
export interface Reserved {
  readonly bitsPerSecond: number
  readonly attachments: number
}

/** A pod's traffic shows in the smoothed figures this long after it was placed. */
const visibleAfterMs = 15_000
/** Nothing is held for longer, whatever became of the pod. */
const maxHoldMs = 120_000

/**
 * The promises that samples do not show yet. Load is held until a sample is 15 s younger than the decision (what
 * Trimaran's TargetLoadPacking calls the predicted load of pods bound since the metrics window); the address until a
 * sample is younger than the attachment.
 */
export class Reservations {
  readonly #held = new Map<string, Reservation>()

  hold(reservation: Omit<Reservation, 'attachedAt'>): void {
    this.#held.set(reservation.decision, { ...reservation, attachedAt: null })
  }

  attached(decision: string, at: number): void {
    const held = this.#held.get(decision)
    if (held) this.#held.set(decision, { ...held, attachedAt: at })
  }

  release(decision: string): void {
    this.#held.delete(decision)
  }

  /** What is promised of a network beyond what its latest sample can show. */
  of(network: string, latest: NetworkSample | undefined, nowMs: number): Reserved {
    let [bitsPerSecond, attachments] = [0, 0]
    for (const held of this.#held.values()) {
      if (nowMs - held.at > maxHoldMs) this.#held.delete(held.decision)
      else if (held.network === network) {
        if (!showsLoad(latest, held)) bitsPerSecond += held.bitsPerSecond
        if (!showsAddress(latest, held)) attachments += 1
      }
    }
    return { bitsPerSecond, attachments }
  }
}

function showsLoad(latest: NetworkSample | undefined, held: Reservation): boolean {
  return latest !== undefined && latest.at >= held.at + visibleAfterMs
}

function showsAddress(latest: NetworkSample | undefined, held: Reservation): boolean {
  return latest !== undefined && held.attachedAt !== null && latest.at > held.attachedAt
}
