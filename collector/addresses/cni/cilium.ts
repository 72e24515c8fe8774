import type { KubeObject } from '../../../kube/kube-object.ts'
import { plainCount, type AddressCount } from '../address-count.ts'
import { attachedTo } from '../attached-to.ts'
import type { ObjectQuery } from '../cluster-objects.ts'
import { countOrNone } from '../count-of.ts'
import { countSubnets } from '../count-subnets.ts'
import { parseIpAddress, type IpAddress } from '../ip-address.ts'
import type { ObjectReader } from '../object-reader.ts'
import { hasPlugin, recordOf, textsOf } from '../plugin-conf.ts'

/** What is kept of a CiliumNode: how many addresses of each family, not which. */
export interface CiliumNode {
  readonly podCidrs: readonly string[]
  /** Of the ENI, Azure, Alibaba and CRD modes: addresses that the node has, and those that pods have. */
  readonly pool: Families
  readonly used: Families
  /** The most that the node may have; 0 where nobody says. */
  readonly maxAllocate: bigint
  /** Of the multi-pool mode. */
  readonly poolCidrs: readonly string[]
}

interface Families {
  readonly 4: bigint
  readonly 6: bigint
}

function ciliumNodeQuery(node: string): ObjectQuery<CiliumNode> {
  const names = { kind: 'CiliumNode', plural: 'ciliumnodes', isNamespaced: false }
  return { apis: ['cilium.io/v2'], ...names, name: node, keep: parseCiliumNode }
}

/**
 * Cilium, by its node's CiliumNode (pkg/ipam/types/types.go): the CIDRs of cluster-pool, the addresses of ENI and its
 * like, the CIDRs of all pools of multi-pool. Only the second says which are used; for the others pods of ours are
 * counted, which leaves out those that were there before us: the agent's metrics know better.
 */
export const ciliumReader: ObjectReader = {
  name: 'cilium',
  grant: 'cilium',
  isOf: (network) => hasPlugin(network, 'cilium-cni'),
  needs: (_networks, { node }) => [ciliumNodeQuery(node)],
  count(_network, { of, node, at, networks }) {
    const [own] = of(ciliumNodeQuery(node)) ?? []
    if (own === undefined) return null
    const shared = { source: 'cilium', used: attachedTo(networks), kept: 0, at }
    if (own.poolCidrs.length > 0) return countSubnets({ ...shared, cidrs: own.poolCidrs, grows: true })
    const listed = ([4, 6] as const).flatMap((family) => countListed(own, family, at))
    return listed.length > 0 ? listed : countSubnets({ ...shared, cidrs: own.podCidrs })
  },
}

/** The operator fetches more before they are gone, up to `max-allocate`. */
function countListed({ pool, used, maxAllocate }: CiliumNode, family: 4 | 6, at: number): AddressCount[] {
  const here = pool[family]
  if (here === 0n) return []
  const total = family === 4 && maxAllocate > here ? maxAllocate : here
  const count = { scope: 'node' as const, family, used: used[family], total, source: 'cilium', at }
  return [{ ...plainCount, ...count, grows: maxAllocate === 0n }]
}

/**
 * Reads a CiliumNode (`cilium.io/v2`).
 * @throws {Error} if a member is none of its kind
 */
export function parseCiliumNode({ spec, status }: KubeObject): CiliumNode {
  const ipam = recordOf(recordOf(spec)['ipam'])
  const { allocated } = recordOf(ipam['pools'])
  const allocations: readonly unknown[] = Array.isArray(allocated) ? allocated : []
  return {
    podCidrs: textsOf(ipam['podCIDRs']),
    pool: familiesOf(ipam['pool']),
    used: familiesOf(recordOf(recordOf(status)['ipam'])['used']),
    maxAllocate: countOrNone(ipam['max-allocate'], 'max-allocate'),
    poolCidrs: allocations.flatMap((each) => textsOf(recordOf(each)['cidrs'])),
  }
}

/** Its members are addresses: how many there are of each family. */
function familiesOf(map: unknown): Families {
  const addresses = Object.keys(recordOf(map)).flatMap(
    (text): IpAddress[] | IpAddress => parseIpAddress(text) ?? [],
  )
  const four = addresses.filter(({ family }) => family === 4).length
  return { 4: BigInt(four), 6: BigInt(addresses.length - four) }
}
