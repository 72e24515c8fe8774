import type { NetworkSample } from '../../domain/network-sample.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import { countersOf, uplinkGroups } from '../../domain/uplink-group.ts'
import { UsedRates, type Use } from './used-rates.ts'

type Settings = Readonly<Record<string, NetworkSettings>>

/**
 * What each network's busier direction has left: capacity less the p95 of the last minute's use. Of networks that share
 * a link their sum counts too, and what is left of the link if that is less than what is left of the network's own.
 */
export class HeadroomMeter {
  #rates = new Map<string, UsedRates>()

  /** Takes in one round; bits per second by network, none for those of which nobody can tell. */
  take(samples: readonly NetworkSample[], settings: Settings): ReadonlyMap<string, number> {
    const users = samples.map(({ network: name, source }) => ({
      name,
      source,
      settings: settings[name] ?? {},
    }))
    const groups = uplinkGroups(users)
    const before = this.#rates
    // Whoever is gone, or shares with others than before, is forgotten.
    this.#rates = new Map()
    const left = new Map<string, number>()
    for (const sample of samples) {
      const members = groups.get(sample.network) ?? []
      const all = members.length > 1 ? samples.filter(({ network }) => members.includes(network)) : []
      const parts = [[sample], ...(all.length > 0 ? [all] : [])].map((users) => this.#leftOf(users, before))
      const known = parts.filter((part) => part !== null)
      if (known.length === parts.length) left.set(sample.network, Math.min(...known))
    }
    return left
  }

  /** Of one network, or of several that share a link. */
  #leftOf(users: readonly NetworkSample[], before: ReadonlyMap<string, UsedRates>): number | null {
    const use = useOf(users)
    const capacity = capacityOf(users)
    const key = JSON.stringify(users.map(({ network }) => network).toSorted())
    const rates = this.#rates.get(key) ?? before.get(key) ?? new UsedRates()
    this.#rates.set(key, rates)
    if (use !== null) rates.add(Math.max(...users.map(({ trafficAt, at }) => trafficAt ?? at)), use)
    const used = rates.p95()
    return use === null || capacity === null || used === null ? null : Math.max(0, capacity - used)
  }
}

/** What they carry together: the counters of one interface once, and nothing of those that nobody can see. */
function useOf(users: readonly NetworkSample[]): Use | null {
  const byCounters = new Map(
    users.map((user) => [countersOf({ name: user.network, source: user.source }), user]),
  )
  const uses = [...byCounters.values()].flatMap(
    ({ ingressBitsPerSecond: ingress, egressBitsPerSecond: egress }): Use[] =>
      ingress === null || egress === null ? [] : [{ ingress, egress }],
  )
  if (uses.length === 0) return null
  const sum = (direction: keyof Use) => uses.reduce((total, use) => total + use[direction], 0)
  return { ingress: sum('ingress'), egress: sum('egress') }
}

/** One link's capacity as the best of its users knows it: one that may use a part of it says that part. */
function capacityOf(users: readonly NetworkSample[]): number | null {
  const known = users
    .map(({ capacityBitsPerSecond }) => capacityBitsPerSecond)
    .filter((each) => each !== null)
  return known.length === 0 ? null : Math.max(...known)
}
