import type { KubeObject } from '../../../kube/kube-object.ts'
import { plainCount } from '../address-count.ts'
import { parseSpan } from '../address-span.ts'
import type { ObjectQuery } from '../cluster-objects.ts'
import { countOrNone } from '../count-of.ts'
import type { ObjectReader } from '../object-reader.ts'
import { ipamOf, recordOf, textOf, textsOf } from '../plugin-conf.ts'

/** What is kept of an IPPool of Antrea's. */
export interface AntreaPool {
  readonly family: 4 | 6
  readonly used: bigint
  readonly total: bigint
  readonly ranges: number
}

function poolQuery(name: string): ObjectQuery<AntreaPool> {
  const apis = ['crd.antrea.io/v1beta1', 'crd.antrea.io/v1alpha2'] as const
  return { apis: [...apis], kind: 'IPPool', plural: 'ippools', isNamespaced: false, name, keep: parsePool }
}

/**
 * Antrea's own IPAM: the IPPools that the conf names. Its pods' usual addresses are host-local's, out of the
 * node's podCIDR: `node-cidr.ts` has those. Pools that a namespace or a pod asks for are not the network's.
 */
export const antreaReader: ObjectReader = {
  name: 'antrea',
  grant: 'antrea',
  isOf: (network) => ipamOf(network, 'antrea') !== undefined,
  needs: (networks) => [...new Set(networks.flatMap(poolsOf))].map(poolQuery),
  count(network, { of, at }) {
    const pools = poolsOf(network).map((name) => of(poolQuery(name)))
    if (pools.length === 0 || pools.includes(null)) return null
    return pools
      .flatMap((found) => found ?? [])
      .map(({ family, used, total, ranges }) => ({
        ...plainCount,
        scope: 'pool',
        family,
        used,
        total,
        subnets: ranges,
        at,
        source: 'antrea',
      }))
  },
}

/** `ippools` of the conf, one for each family (antrea-io/antrea, pkg/agent/cniserver/types). */
function poolsOf(network: Parameters<ObjectReader['isOf']>[0]): readonly string[] {
  return textsOf(ipamOf(network, 'antrea')?.['ippools'])
}

/**
 * Reads an IPPool (pkg/apis/crd/v1beta1/types.go): `status.usage` counts, `spec.ipRanges` has CIDRs or a start and an end.
 * @throws {Error} if it has no range, or its usage is none
 */
export function parsePool({ spec, status }: KubeObject): AntreaPool {
  const { ipRanges } = recordOf(spec)
  const ranges = Array.isArray(ipRanges) ? ipRanges.map(recordOf) : []
  const [first] = ranges
  const span = parseSpan(textOf(first?.['cidr']) ?? textOf(first?.['start']) ?? '', '-')
  if (span === null) throw new Error('it has no range')
  const usage = recordOf(recordOf(status)['usage'])
  return {
    family: span.family,
    used: countOrNone(usage['used'], 'usage.used'),
    total: countOrNone(usage['total'], 'usage.total'),
    ranges: ranges.length,
  }
}
