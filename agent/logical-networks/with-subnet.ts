import { memberSources, spliceMembers } from '../../cni/splice-members.ts'
import { splicePlugins } from '../../cni/splice-plugins.ts'

/** What makes a conflist one of a logical network. */
export interface LogicalParts {
  /** The name that tells its addresses from those of the network that it is made of. */
  readonly name: string
  readonly subnet: string
  /** The parent of the kinds of interface that have one. */
  readonly nic: string | undefined
}

/** What host-local knows of the subnet that is no longer its own. */
const outdated = ['ranges', 'rangeStart', 'rangeEnd', 'gateway', 'range', 'ipv4_pools']

const typesWithParent = ['macvlan', 'ipvlan', 'vlan']

/** The conflist with another name and its first plugin on another subnet; all else of it stays byte for byte. */
export function withSubnet(conflist: string, { name, subnet, nic }: LogicalParts): string {
  const renamed = spliceMembers(conflist, { name: JSON.stringify(name) })
  return splicePlugins(renamed, ([first = '{}', ...others]) => [
    withParent(spliceMembers(first, { ipam: ipamOf(first, subnet) }), nic),
    ...others,
  ])
}

function ipamOf(plugin: string, subnet: string): string {
  const ipam = memberSources(plugin).get('ipam')
  const source = ipam?.startsWith('{') ? ipam : '{}'
  const type = textOf(memberSources(source).get('type'))
  return spliceMembers(source, {
    ...Object.fromEntries(outdated.map((member) => [member, null])),
    ...subnetMember(type, JSON.stringify(subnet)),
  })
}

/** Where an IPAM plugin is told its subnet; CNI-Genie set `subnet`, whatever the plugin. */
function subnetMember(type: string, subnet: string): Readonly<Record<string, string>> {
  switch (type) {
    case 'whereabouts':
      return { range: subnet }
    case 'calico-ipam':
      return { ipv4_pools: `[${subnet}]` }
    default:
      return { subnet }
  }
}

function withParent(plugin: string, nic: string | undefined): string {
  const hasParent = typesWithParent.includes(textOf(memberSources(plugin).get('type')))
  return nic !== undefined && hasParent ? spliceMembers(plugin, { master: JSON.stringify(nic) }) : plugin
}

const textOf = (source: string | undefined): string => {
  const value: unknown = source === undefined ? undefined : JSON.parse(source)
  return typeof value === 'string' ? value : ''
}
