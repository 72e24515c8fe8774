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
  count({ name, plugins, attachments }, { of, node, at }) {
    const [facts] = of(nodeQuery(node)) ?? []
    if (facts === undefined) return null
    const subnets = parseNodeSubnets(facts.ovnSubnets ?? '')
    // Only further networks have a topology, and those of layer 2 have no subnets of a node.
    const isFurther = plugins.some(({ topology }) => topology !== undefined)
    const cidrs = subnets.get(name) ?? (isFurther ? [] : subnets.get('default')) ?? []
    return countSubnets({ source: 'ovn-kubernetes', cidrs, used: BigInt(attachments.length), kept, at })
  },
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
