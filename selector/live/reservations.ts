/** What a decision has promised of one network: load, and one address and place, that no sample shows yet. */
export interface Reservation {
  readonly decision: string
  readonly network: string
  readonly bitsPerSecond: number
  readonly at: number
}

/** What is promised of one network in all. */
export interface Reserved {
  readonly bitsPerSecond: number
  readonly attachments: number
}

/** Of a network's newest sample: when it was made, and when its groups of figures were, where they say so. */
export interface Shown {
  readonly at: number
  readonly trafficAt?: number | null
  readonly addressesAt?: number | null
}

interface Held extends Reservation {
  /** When the plugin reported the attachment made; until then no sample can show its address. */
  attachedAt: number | null
  holdsLoad: boolean
  holdsAddress: boolean
}

/** A pod's traffic shows in the smoothed figures this long after it was placed. */
const visibleAfterMs = 15_000
/** Nothing is held for longer, whatever became of the pod. */
export const maxHoldMs = 120_000

const nothing: Reserved = { bitsPerSecond: 0, attachments: 0 }

/**
 * The promises that samples do not show yet. Load is held until a sample is 15 s younger than the decision (what
 * Trimaran's TargetLoadPacking calls the predicted load of pods bound since the metrics window); the address until a
 * sample is younger than the attachment. All times are of one clock that never goes back. Sums are kept, so that asking
 * costs the same however much is held.
 */
export class Reservations {
  /** By decision, oldest first: one for each network that it has picked. */
  readonly #held = new Map<string, Held[]>()
  readonly #byNetwork = new Map<string, Set<Held>>()
  readonly #sums = new Map<string, Reserved>()
  readonly #shown = new Map<string, Shown>()

  /** Again for the same decision and network it counts anew, and once. */
  hold(reservation: Reservation): void {
    const { decision, network } = reservation
    const others = this.#held.get(decision)?.filter((held) => held.network !== network) ?? []
    for (const held of this.#held.get(decision) ?? []) if (held.network === network) this.#drop(held)
    const held: Held = { ...reservation, attachedAt: null, holdsLoad: true, holdsAddress: true }
    this.#held.delete(decision)
    this.#held.set(decision, [...others, held])
    const all = this.#byNetwork.get(network) ?? new Set()
    this.#byNetwork.set(network, all.add(held))
    this.#add(network, reservation.bitsPerSecond, 1)
  }

  attached(decision: string, at: number): void {
    for (const held of this.#held.get(decision) ?? []) held.attachedAt = at
  }

  release(decision: string): void {
    for (const held of this.#held.get(decision) ?? []) this.#drop(held)
    this.#held.delete(decision)
  }

  /** What is promised of a network beyond what its latest sample can show. */
  of(network: string, latest: Shown | undefined, nowMs: number): Reserved {
    this.#expire(nowMs)
    if (latest !== undefined) this.#show(network, latest)
    return this.#sums.get(network) ?? nothing
  }

  /** The first are the oldest. */
  #expire(nowMs: number): void {
    for (const [decision, [first]] of this.#held) {
      if (first !== undefined && nowMs - first.at <= maxHoldMs) return
      this.release(decision)
    }
  }

  /** Lets go what the sample shows; each sample is looked at once. */
  #show(network: string, latest: Shown): void {
    const before = this.#shown.get(network)
    if (before !== undefined && before.at >= latest.at) return
    this.#shown.set(network, latest)
    const all = this.#byNetwork.get(network) ?? new Set()
    for (const held of all) {
      held.holdsLoad &&= !showsLoad(latest, held)
      held.holdsAddress &&= !showsAddress(latest, held)
      if (!held.holdsLoad && !held.holdsAddress) all.delete(held)
    }
    this.#sum(network, all)
  }

  #drop(held: Held): void {
    const all = this.#byNetwork.get(held.network)
    if (all?.delete(held) !== true) return
    if (all.size === 0) this.#sum(held.network, all)
    else this.#add(held.network, held.holdsLoad ? -held.bitsPerSecond : 0, held.holdsAddress ? -1 : 0)
  }

  /** Anew from the start, so that no rounding is left of what has come and gone. */
  #sum(network: string, all: ReadonlySet<Held>): void {
    this.#sums.delete(network)
    if (all.size === 0) this.#byNetwork.delete(network)
    for (const held of all)
      this.#add(network, held.holdsLoad ? held.bitsPerSecond : 0, held.holdsAddress ? 1 : 0)
  }

  #add(network: string, bitsPerSecond: number, attachments: number): void {
    const sum = this.#sums.get(network) ?? nothing
    this.#sums.set(network, {
      bitsPerSecond: sum.bitsPerSecond + bitsPerSecond,
      attachments: sum.attachments + attachments,
    })
  }
}

function showsLoad({ at, trafficAt }: Shown, held: Held): boolean {
  return (trafficAt ?? at) >= held.at + visibleAfterMs
}

function showsAddress({ at, addressesAt }: Shown, { attachedAt }: Held): boolean {
  return attachedAt !== null && (addressesAt ?? at) > attachedAt
}
