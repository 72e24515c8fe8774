import type { KubeObject } from '../../../kube/kube-object.ts'
import { plainCount } from '../address-count.ts'
import { parseCidr, sizeOf } from '../address-span.ts'
import { attachedTo } from '../attached-to.ts'
import type { ObjectQuery } from '../cluster-objects.ts'
import { countOrNone } from '../count-of.ts'
import type { ObjectReader } from '../object-reader.ts'
import { hasPlugin, ipamOf, recordOf, textOf } from '../plugin-conf.ts'

/** What is kept of a NodeNetworkConfig. */
export interface AzureNode {
  /** Addresses that the node has now. */
  readonly assigned: bigint
  /** The most that it may have; 0 where nobody says. */
  readonly most: bigint
  /** Whether the subnet behind it has no more to give. */
  readonly isSubnetFull: boolean
  readonly containers: number
}

function configQuery(node: string): ObjectQuery<AzureNode> {
  const names = { kind: 'NodeNetworkConfig', plural: 'nodenetworkconfigs', isNamespaced: true }
  return { apis: ['acn.azure.com/v1alpha'], ...names, name: node, keep: parseNodeNetworkConfig }
}

/**
 * Azure CNI with a NodeNetworkConfig for each node (Azure/azure-container-networking,
 * crd/nodenetworkconfig/api/v1alpha): what the node may have, or only what it has where the subnet is full. Which of
 * them pods have only the node's CNS knows, so pods of ours are counted.
 */
export const azureReader: ObjectReader = {
  name: 'azure',
  grant: 'azure',
  isOf: (network) =>
    hasPlugin(network, 'azure-vnet', 'azure-ipam') ||
    ipamOf(network, 'azure-cns', 'azure-ipam') !== undefined,
  needs: (_networks, { node }) => [configQuery(node)],
  count(_network, { of, node, at, networks }) {
    const [own] = of(configQuery(node)) ?? []
    if (own === undefined) return null
    const total = own.isSubnetFull || own.most < own.assigned ? own.assigned : own.most
    const used = attachedTo(networks)
    const count = { scope: 'node' as const, family: 4 as const, used, total, subnets: own.containers }
    return [{ ...plainCount, ...count, at, source: 'azure' }]
  },
}

/**
 * Reads a NodeNetworkConfig (nodenetworkconfig.go). A container with a block of its own (overlay) has it as a CIDR in
 * `primaryIP`.
 * @throws {Error} if a member is none of its kind
 */
export function parseNodeNetworkConfig({ status }: KubeObject): AzureNode {
  const { assignedIPCount, scaler, networkContainers } = recordOf(status)
  const containers = Array.isArray(networkContainers) ? networkContainers.map(recordOf) : []
  const blocks = containers.flatMap(({ primaryIP }) => parseCidr(textOf(primaryIP) ?? '') ?? [])
  const assigned = countOrNone(assignedIPCount, 'assignedIPCount')
  const whole = sizeOf(blocks.filter(({ first, last }) => first < last))
  return {
    assigned: assigned > whole ? assigned : whole,
    most: countOrNone(recordOf(scaler)['maxIPCount'], 'maxIPCount'),
    isSubnetFull: containers.some((container) => container['status'] === 'NCUpdateSubnetFullError'),
    containers: containers.length,
  }
}
