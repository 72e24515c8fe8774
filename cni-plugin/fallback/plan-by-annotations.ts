import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import type { Plan, PlanRequest } from '../../domain/plan-protocol.ts'
import { assignIfnames } from '../../pod-networks/assign-ifnames.ts'
import { networkByName, noNetworks, type NodeNetworks } from '../../pod-networks/network-by-name.ts'
import { parseCniAnnotation } from '../../pod-networks/parse-cni-annotation.ts'
import { parseNetworkList, type NetworkList } from '../../pod-networks/parse-network-list.ts'

/** What a node has to offer when nobody can measure it. */
export interface UnmeasuredNode extends NodeNetworks {
  /** The names of its networks, best first, as the agent has last ranked them; none if it never has. */
  readonly lastGood: () => readonly string[]
}

interface Wanted {
  readonly network: ConfiguredNetwork
  readonly ifname: string | null
}

/**
 * What a pod is to be attached to by its `cni` annotation alone. Throws code 7 for what is wrong with it or unknown,
 * code 11 where there is no network at all.
 */
export function planByAnnotations(
  { ifname, defaultPlugin = '' }: Pick<PlanRequest, 'ifname' | 'defaultPlugin'>,
  annotations: Readonly<Record<string, string>>,
  node: UnmeasuredNode,
): Plan {
  const ask = parseCniAnnotation(annotations['cni'])
  const wanted =
    ask.kind === 'named'
      ? named(ask.networks, node)
      : ((ask.kind === 'pick' ? lastBest(node) : null) ?? byDefault(defaultPlugin, node))
  const ifnames = assignIfnames(wanted, [], ifname)
  const [first, ...others] = wanted.map(({ network: { name, conflist } }, index) => ({
    network: name,
    ifname: ifnames[index] ?? '',
    conflist,
  }))
  if (first === undefined) throw noNetworks()
  return { type: 'plan', attachments: [first, ...others] }
}

const named = (list: NetworkList, node: UnmeasuredNode): readonly Wanted[] =>
  list.map(({ name, ifname }) => ({ network: networkByName(name, node), ifname }))

/** The best of the networks that are still there; null if the agent has left no word of any. */
function lastBest(node: UnmeasuredNode): readonly Wanted[] | null {
  const networks = node.networks()
  for (const best of node.lastGood()) {
    const network = networks.find(({ name }) => name === best)
    if (network !== undefined) return [{ network, ifname: null }]
  }
  return null
}

function byDefault(defaultPlugin: string, node: UnmeasuredNode): readonly Wanted[] {
  if (defaultPlugin.trim() !== '') return named(parseNetworkList(defaultPlugin, 'default_plugin'), node)
  return node
    .networks()
    .slice(0, 1)
    .map((network) => ({ network, ifname: null }))
}
