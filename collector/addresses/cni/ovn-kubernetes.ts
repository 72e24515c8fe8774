import type { MeasuredNetwork } from '../../measured-network.ts'
import { attachedTo } from '../attached-to.ts'
import { countSubnets } from '../count-subnets.ts'
import { nodeQuery } from '../node-object.ts'
import type { ObjectReader } from '../object-reader.ts'
import { hasPlugin, recordOf, textsOf } from '../plugin-conf.ts'

/** Of each subnet the first two addresses are the node's: gateway and management port. */
const kept = 2

/**
 * OVN-Kubernetes: the subnets that a node has on each layer 3 network, by its annotation `k8s.ovn.org/node-subnets`
 * (go-controller/pkg/util/subnet_annotations.go). Which addresses are used only OVN's database knows, so pods of ours
 * are counted.
 */
export const ovnKubernetesReader: ObjectReader = {
  name: 'ovn-kubernetes',
  grant: 'node',
  isOf: (network) => hasPlugin(network, 'ovn-k8s-cni-overlay'),
  needs: (_networks, { node }) => [nodeQuery(node)],
  count(network, { of, node, at, networks }) {
    const [facts] = of(nodeQuery(node)) ?? []
    if (facts === undefined) return null
    const subnets = parseNodeSubnets(facts.ovnSubnets ?? '')
    const cidrs = subnetsOf(network, subnets)
    const sharing = networks.filter((each) => subnetsOf(each, subnets) === cidrs)
    return countSubnets({ source: 'ovn-kubernetes', cidrs, used: attachedTo(sharing), kept, at })
  },
}

const none: readonly string[] = []

/** Only further networks have a topology, and those of layer 2 have no subnets of a node. */
function subnetsOf(
  { name, plugins }: Pick<MeasuredNetwork, 'name' | 'plugins'>,
  subnets: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const isFurther = plugins.some(({ topology }) => topology !== undefined)
  return subnets.get(name) ?? (isFurther ? none : subnets.get('default')) ?? none
}

/** Reads the annotation: by network its CIDR, or several of them; the cluster's own is `default`. */
export function parseNodeSubnets(text: string): ReadonlyMap<string, readonly string[]> {
  const subnets = Object.entries(recordOf(jsonOf(text)))
  return new Map(subnets.map(([name, of]) => [name, typeof of === 'string' ? [of] : textsOf(of)]))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
