import { countSubnets } from '../count-subnets.ts'
import { nodeQuery } from '../node-object.ts'
import type { ObjectReader } from '../object-reader.ts'
import { hasPlugin, ipamOf } from '../plugin-conf.ts'

/**
 * Flannel, and everybody else who lets host-local give out the node's `spec.podCIDRs`: Canal and Calico with
 * `usePodCidr`, Antrea. Flannel's plugin delegates to bridge with host-local on FLANNEL_SUBNET, which its daemon takes
 * from the Node (flannel-io/flannel, pkg/subnet/kube/kube.go); the bridge is the gateway, so each subnet is short of its own, the
 * broadcast and one more address.
 */
export const nodeCidrReader: ObjectReader = {
  name: 'node-cidr',
  grant: 'node',
  readsLeases: true,
  isOf: (network) => hasPlugin(network, 'flannel') || usesPodCidr(network) || isPlainAntrea(network),
  needs: (_networks, { node }) => [nodeQuery(node)],
  count(network, { of, node, at, leases }) {
    const [facts] = of(nodeQuery(node)) ?? []
    if (facts === undefined) return null
    const source = hasPlugin(network, 'flannel') ? 'flannel' : 'host-local'
    return countSubnets({ source, cidrs: facts.podCidrs, used: leases, kept: 1, at })
  },
}

type Network = Parameters<ObjectReader['isOf']>[0]

/** Calico's plugin puts the node's podCIDR where it finds this word (projectcalico/calico, cni-plugin/pkg/plugin). */
function usesPodCidr(network: Network): boolean {
  const ipam = ipamOf(network, 'host-local')
  return ipam !== undefined && JSON.stringify(ipam).includes('"usePodCidr')
}

/** Antrea's agent puts the podCIDR in itself (antrea-io/antrea, pkg/agent/cniserver). */
function isPlainAntrea(network: Network): boolean {
  return hasPlugin(network, 'antrea') && ipamOf(network, 'antrea') === undefined
}
