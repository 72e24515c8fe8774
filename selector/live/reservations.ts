import { loadTauMs } from './load-smoothing.ts'

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
  /** How much of its load the smoothed figures do not have in them yet, from 1 to 0. */
  unseen: number
  holdsAddress: boolean
}

/** No plugin takes longer to report: what was promised to a pod of which nothing is heard is not held for longer. */
export const maxHoldMs = 120_000
/** What is attached is held until samples show it; a collector that says nothing for longer than this is not waited for. */
const maxAttachedHoldMs = 900_000
/** What is less than this share of a load is seen. */
const leastUnseen = 0.02

const nothing: Reserved = { bitsPerSecond: 0, attachments: 0 }

/**
 * The promises that samples do not show yet. Of a load what the smoothed load of its network does not have in it: the first
 * reading of counters shows the part of its span in which the pod was there, the mean a part of that (what Trimaran's
 * TargetLoadPacking calls the predicted load of pods bound since the metrics window). The address until a sample is
 * younger than the attachment. All times are of one clock that never goes back. Sums are kept, so that asking costs
 * the same however much is held.
 */
export class Reservations {
  /** By decision, oldest first: one for each network that it has picked. */
  readonly #held = new Map<string, Held[]>()
  /** The same of those that the plugin has reported, in the order of its reports. */
  readonly #attached = new Map<string, Held[]>()
  readonly #byNetwork = new Map<string, Set<Held>>()
  readonly #sums = new Map<string, Reserved>()
  readonly #shown = new Map<string, Shown>()

  /** Again for the same decision and network it counts anew, and once. */
  hold(reservation: Reservation): void {
    const { decision, network } = reservation
    const before = this.#of(decision)
    const others = before.filter((held) => held.network !== network)
    for (const held of before) if (held.network === network) this.#drop(held)
    const held: Held = { ...reservation, attachedAt: null, unseen: 1, holdsAddress: true }
    this.#held.delete(decision)
    this.#attached.delete(decision)
    this.#held.set(decision, [...others, held])
    const all = this.#byNetwork.get(network) ?? new Set()
    this.#byNetwork.set(network, all.add(held))
    this.#add(network, reservation.bitsPerSecond, 1)
  }

  attached(decision: string, at: number): void {
    this.#expire(at)
    const all = this.#held.get(decision)
    if (all === undefined) return
    for (const held of all) held.attachedAt = at
    this.#held.delete(decision)
    this.#attached.set(decision, all)
  }

  release(decision: string): void {
    for (const held of this.#of(decision)) this.#drop(held)
    this.#held.delete(decision)
    this.#attached.delete(decision)
  }

  #of(decision: string): readonly Held[] {
    return this.#held.get(decision) ?? this.#attached.get(decision) ?? []
  }

  /** What is promised of a network beyond what its latest sample can show. */
  of(network: string, latest: Shown | undefined, nowMs: number): Reserved {
    this.#expire(nowMs)
    if (latest !== undefined) this.show(network, latest)
    return this.#sums.get(network) ?? nothing
  }

  /** The first are the oldest. */
  #expire(nowMs: number): void {
    for (const [all, limitMs] of [
      [this.#held, maxHoldMs],
      [this.#attached, maxAttachedHoldMs],
    ] as const)
      for (const [decision, [first]] of all) {
        if (first !== undefined && nowMs - (first.attachedAt ?? first.at) <= limitMs) break
        this.release(decision)
      }
  }

  /** Lets go what the sample shows; each sample is looked at once, and should be, the sooner the better. */
  show(network: string, latest: Shown): void {
    const before = this.#shown.get(network)
    if (before !== undefined && before.at >= latest.at) return
    this.#shown.set(network, latest)
    const all = this.#byNetwork.get(network) ?? new Set()
    for (const held of all) {
      held.unseen = unseenAfter(held, latest, before)
      held.holdsAddress &&= !showsAddress(latest, held)
      if (held.unseen === 0 && !held.holdsAddress) all.delete(held)
    }
    this.#sum(network, all)
  }

  #drop(held: Held): void {
    const all = this.#byNetwork.get(held.network)
    if (all?.delete(held) !== true) return
    if (all.size === 0) this.#sum(held.network, all)
    else this.#add(held.network, -held.unseen * held.bitsPerSecond, held.holdsAddress ? -1 : 0)
  }

  /** Anew from the start, so that no rounding is left of what has come and gone. */
  #sum(network: string, all: ReadonlySet<Held>): void {
    this.#sums.delete(network)
    if (all.size === 0) this.#byNetwork.delete(network)
    for (const held of all) this.#add(network, held.unseen * held.bitsPerSecond, held.holdsAddress ? 1 : 0)
  }

  #add(network: string, bitsPerSecond: number, attachments: number): void {
    const sum = this.#sums.get(network) ?? nothing
    this.#sums.set(network, {
      bitsPerSecond: sum.bitsPerSecond + bitsPerSecond,
      attachments: sum.attachments + attachments,
    })
  }
}

/** What of a load is not in the smoothed figures after one more sample; `readings/traffic-readings.ts` takes the same mean. */
function unseenAfter({ at, unseen }: Held, latest: Shown, before: Shown | undefined): number {
  const readAt = readAtOf(latest)
  const readBefore = before === undefined ? NaN : readAtOf(before)
  if (readAt <= at || readAt <= readBefore) return unseen
  const sinceMs = readAt - readBefore
  const shown = Number.isNaN(sinceMs) ? 1 : Math.min(1, (readAt - at) / sinceMs)
  const taken = Number.isNaN(sinceMs) ? 1 : 1 - Math.exp(-sinceMs / loadTauMs)
  const left = unseen + taken * (1 - shown - unseen)
  return left < leastUnseen ? 0 : left
}

const readAtOf = ({ at, trafficAt }: Shown) => trafficAt ?? at

function showsAddress({ at, addressesAt }: Shown, { attachedAt }: Held): boolean {
  return attachedAt !== null && (addressesAt ?? at) > attachedAt
}
