import type { NetworkSettings } from '../../domain/network-settings.ts'
import type { NetworkToPrice } from './live-prices.ts'

/** What of a network's conf says what it may be called in a price book. */
export interface NamedByConf {
  readonly name: string
  readonly plugins: readonly { readonly type: string }[]
}

/** A network as prices know it: rates may be for its name, for a type of its plugins, or for its uplink group. */
export function networkToPrice(
  { name, plugins }: NamedByConf,
  { uplinkGroup, prices, families }: NetworkSettings,
): NetworkToPrice {
  const types = plugins.map(({ type }) => type)
  return {
    name,
    classes: uplinkGroup === undefined ? types : [...types, uplinkGroup],
    addresses: families?.length ?? 1,
    prices,
  }
}
