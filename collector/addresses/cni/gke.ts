import type { KubeObject } from '../../../kube/kube-object.ts'
import { plainCount, type AddressCount } from '../address-count.ts'
import { parseCidr, sizeOf } from '../address-span.ts'
import { attachedTo } from '../attached-to.ts'
import type { ObjectQuery } from '../cluster-objects.ts'
import { countSubnets } from '../count-subnets.ts'
import { nodeQuery } from '../node-object.ts'
import type { Known, ObjectReader } from '../object-reader.ts'
import { hasPlugin, recordOf, textOf, textsOf } from '../plugin-conf.ts'

/** What is kept of a GKENetworkParamSet. */
export interface GkeParams {
  readonly network: string
  readonly cidrs: readonly string[]
}

const paramsQuery: ObjectQuery<GkeParams> = {
  apis: ['networking.gke.io/v1', 'networking.gke.io/v1alpha1'],
  kind: 'GKENetworkParamSet',
  plural: 'gkenetworkparamsets',
  isNamespaced: false,
  keep: parseParams,
}

/** What GKE's nodes call the network of all pods. */
const ownName = 'gke-pod-network'

/**
 * GKE: a node's `spec.podCIDRs` for the network of all pods, the node's part by its annotation
 * `networking.gke.io/networks` for another, and what all nodes have of that by the status of its GKENetworkParamSet
 * (GoogleCloudPlatform/gke-networking-api, apis/network/v1). Nobody counts what is used, so pods of ours are.
 */
export const gkeReader: ObjectReader = {
  name: 'gke',
  grant: 'gke',
  isOf: (network) => network.name === ownName || hasPlugin(network, 'gke'),
  needs: (networks, { node }) =>
    networks.some(({ name }) => name !== ownName) ? [nodeQuery(node), paramsQuery] : [nodeQuery(node)],
  count(network, known) {
    const { name } = network
    const [facts] = known.of(nodeQuery(known.node)) ?? []
    if (facts === undefined) return null
    const cidrs =
      name === ownName ? facts.podCidrs : (parseNodeNetworks(facts.gkeNetworks ?? '').get(name) ?? [])
    const used = attachedTo([network])
    const own = countSubnets({ source: 'gke', cidrs, used, kept: 1, at: known.at })
    return [...own, ...(name === ownName ? [] : countParams(name, used, known))]
  },
}

/** Of the whole range only this node's part is known to be used: a lower bound. */
function countParams(name: string, used: bigint, { of, at }: Known): AddressCount[] {
  const params = of(paramsQuery)?.find(({ network }) => network === name)
  const spans = params?.cidrs.flatMap((cidr) => parseCidr(cidr) ?? []) ?? []
  const [first] = spans
  if (first === undefined) return []
  const count = { scope: 'pool' as const, family: first.family, used, total: sizeOf(spans) }
  return [{ ...plainCount, ...count, subnets: spans.length, at, source: 'gke' }]
}

/**
 * Reads a GKENetworkParamSet (gkenetworkparamset_types.go): `status.networkName` and `status.podCIDRs.cidrBlocks`. One of
 * no network is not kept.
 */
export function parseParams({ status }: KubeObject): GkeParams | undefined {
  const { networkName, podCIDRs } = recordOf(status)
  const network = textOf(networkName)
  return network === undefined ? undefined : { network, cidrs: textsOf(recordOf(podCIDRs)['cidrBlocks']) }
}

/** Reads `networking.gke.io/networks` (annotations.go): a list of `name`, `cidrs` and `scope`. */
export function parseNodeNetworks(text: string): ReadonlyMap<string, readonly string[]> {
  const list = listOf(text).map(recordOf)
  return new Map(list.map(({ name, cidrs }) => [textOf(name) ?? '', textsOf(cidrs)]))
}

function listOf(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
