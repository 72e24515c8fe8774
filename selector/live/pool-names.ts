import type { PluginConf } from '../../domain/configured-network.ts'

/** Plugins that give no addresses of their own: without `ipam` a pod has none on them. */
const withoutOwn: ReadonlySet<string> = new Set([
  'bridge',
  'dummy',
  'host-device',
  'ib-sriov',
  'ipvlan',
  'loopback',
  'macvlan',
  'ovs',
  'ptp',
  'sriov',
  'tap',
  'vlan',
  // It delegates to bridge with host-local, whose leases lie in a directory by the network's name.
  'flannel',
])

/** Each network has leases of its own in host-local (`<dataDir>/<network>`); of static and dhcp nobody here knows. */
const ownOfEach: ReadonlySet<string> = new Set(['host-local', 'static', 'dhcp'])

/**
 * From which pools a network's pods get their addresses, as words that another network of the same pool has too; none
 * where its addresses are its own, or unknown.
 */
export function poolNames([plugin]: readonly PluginConf[]): readonly string[] {
  if (plugin === undefined) return []
  const ipam = asObject(plugin['ipam'])
  const type = ipam['type']
  if (typeof type !== 'string' || type === '')
    return withoutOwn.has(plugin.type) ? [] : [`the daemon of ${plugin.type}`]
  if (ownOfEach.has(type)) return []
  if (type === 'calico-ipam') return calicoPools(ipam)
  if (type === 'whereabouts') return whereaboutsRanges(ipam)
  return [`${type} ${JSON.stringify(ipam)}`]
}

/** Whoever names no pool may get an address of any of them. */
function calicoPools(ipam: Readonly<Record<string, unknown>>): readonly string[] {
  const pools = [...textsIn(ipam['ipv4_pools']), ...textsIn(ipam['ipv6_pools'])]
  return pools.length === 0 ? ['calico-ipam'] : pools.map((pool) => `calico-ipam ${pool}`)
}

/** It keeps one IPPool for each range and `network_name`, whatever the network itself is called. */
function whereaboutsRanges(ipam: Readonly<Record<string, unknown>>): readonly string[] {
  const { range, ipRanges, network_name: networkName = '' } = ipam
  const ranges = Array.isArray(ipRanges) ? ipRanges.map((each) => asObject(each)['range']) : []
  return textsIn([range, ...ranges]).map((each) => `whereabouts ${String(networkName)} ${each}`)
}

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []

const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
