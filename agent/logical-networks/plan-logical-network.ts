import { ifnameFault } from '../../cni/names.ts'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import type { AskedNetwork } from '../../pod-networks/parse-network-list.ts'
import { refused } from '../../pod-networks/refused.ts'
import type { WantedNetwork } from '../plan/wanted-network.ts'
import type { LogicalNetwork, PhysicalNetwork } from './logical-network.ts'
import { contains, parseSubnet } from './subnet.ts'
import { withSubnet } from './with-subnet.ts'

/** Where logical and physical networks are found; both stand in the pod's own namespace. */
export interface LogicalNetworkSource {
  logical(namespace: string, name: string): LogicalNetwork | undefined
  physical(namespace: string, name: string): PhysicalNetwork | undefined
}

/** Resolves the name of a plugin or network as in the `cni` annotation. Throws code 7 for an unknown one. */
export type Resolve = (name: string) => ConfiguredNetwork

/** What a Kubernetes object may be called (DNS-1123 subdomain); a path is none. */
const isObjectName = (name: string) => /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(name)

/**
 * The network that an entry of the `networks` annotation stands for: the plugin of a dedicated physical network on its
 * subnet or on the logical one's part of it, or the logical network's own plugin and subnet on a shared one.
 * @throws {CniError} of code 7
 */
export function planLogicalNetwork(
  { name, ifname }: AskedNetwork,
  namespace: string,
  source: LogicalNetworkSource,
  resolve: Resolve,
): WantedNetwork {
  const who = `logical network "${name}" of namespace ${namespace}`
  if (!isObjectName(name))
    throw refused(
      `Cannot attach to "${name}" in the networks annotation as it is no name of a logical network: name one of the pod's own namespace`,
    )
  const logical = source.logical(namespace, name)
  if (logical === undefined) throw refused(`Cannot attach to ${who} as there is none: create it first`)
  const { physicalNet } = logical.spec
  const physical = source.physical(namespace, physicalNet)
  if (physical === undefined)
    throw refused(
      `Cannot attach to ${who} as its physical network "${physicalNet}" is missing: create it first`,
    )
  const { plugin, subnet } = partsOf(logical, physical, who)
  const { nic } = physical.spec
  const fault = nic === undefined ? null : ifnameFault(nic)
  if (fault !== null)
    throw refused(`Cannot use refer_nic of physical network "${physicalNet}" as it ${fault}`)
  const base = resolve(plugin)
  return {
    network: `${namespace}.${name}`,
    ifname,
    conflist: withSubnet(base.conflist, { name: `${namespace}.${name}`, subnet, nic }),
  }
}

function partsOf(
  { spec }: LogicalNetwork,
  { spec: physical, name }: PhysicalNetwork,
  who: string,
): { plugin: string; subnet: string } {
  const plugin = physical.isDedicated ? physical.plugin : spec.plugin
  const subnet = physical.isDedicated ? (spec.sub_subnet ?? physical.subnet) : spec.sub_subnet
  const where = physical.isDedicated ? `physical network "${name}"` : who
  if (!plugin) throw refused(`Cannot attach to ${who} as ${where} names no plugin: set its plugin`)
  if (!subnet) throw refused(`Cannot attach to ${who} as it has no subnet: set its sub_subnet`)
  const own = parseSubnet(subnet, who)
  if (physical.isDedicated && physical.subnet && !contains(parseSubnet(physical.subnet, where), own))
    throw refused(
      `Cannot attach to ${who} as its subnet ${subnet} is not within ${physical.subnet} of ${where}: change one of them`,
    )
  return { plugin, subnet }
}
