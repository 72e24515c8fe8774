import type { PluginConf } from '../../domain/configured-network.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import { poolNames } from './pool-names.ts'

/** A network as far as its addresses go. */
export interface PoolUser {
  readonly name: string
  readonly plugins: readonly PluginConf[]
}

/**
 * Which networks take their addresses from the same pool, by their confs or by the operator's word (`addressPool`): an
 * address that is promised on one of them is gone for all. Worked out anew only where a conf or a setting has changed.
 */
export class AddressPools {
  readonly #settings: (network: string) => Pick<NetworkSettings, 'addressPool'>
  #known: readonly (readonly [plugins: readonly PluginConf[], pool: string | undefined])[] = []
  #mates: ReadonlyMap<string, readonly string[]> = new Map()

  constructor(settings: (network: string) => Pick<NetworkSettings, 'addressPool'>) {
    this.#settings = settings
  }

  /** Takes in the networks of the node, all of them. */
  learn(networks: readonly PoolUser[]): void {
    const seen = networks.map(({ name, plugins }) => [plugins, this.#settings(name).addressPool] as const)
    const isSame = (index: number) =>
      seen[index]?.[0] === this.#known[index]?.[0] && seen[index]?.[1] === this.#known[index]?.[1]
    if (seen.length === this.#known.length && seen.every((_each, index) => isSame(index))) return
    this.#known = seen
    this.#mates = matesIn(networks, (name) => this.#settings(name).addressPool)
  }

  /** The others that take addresses from where this one does. */
  matesOf(network: string): readonly string[] {
    return this.#mates.get(network) ?? []
  }
}

/** For each network the others that share a pool with it, and whoever shares one with these. */
function matesIn(
  networks: readonly PoolUser[],
  poolOf: (network: string) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, ReadonlySet<string>>()
  const byPool = new Map<string, string>()
  for (const { name, plugins } of networks) {
    let members: ReadonlySet<string> = new Set([name])
    const set = poolOf(name)
    for (const pool of set === undefined ? poolNames(plugins) : [`set to ${set}`]) {
      const before = byPool.get(pool)
      if (before !== undefined) members = members.union(groups.get(before) ?? new Set())
      byPool.set(pool, name)
    }
    for (const member of members) groups.set(member, members)
  }
  return new Map(
    [...groups].map(([name, all]) => [name, [...all].filter((mate) => mate !== name).toSorted()]),
  )
}
