import type { KubeObject } from '../../../kube/kube-object.ts'
import { plainCount, type AddressCount } from '../address-count.ts'
import type { ObjectQuery } from '../cluster-objects.ts'
import { countOrNone } from '../count-of.ts'
import type { ObjectReader } from '../object-reader.ts'
import { hasPlugin, ipamOf, recordOf, textOf } from '../plugin-conf.ts'

/** What is kept of a Subnet. */
export interface KubeOvnSubnet {
  readonly provider: string
  readonly isDefault: boolean
  readonly counts: readonly { readonly family: 4 | 6; readonly using: bigint; readonly available: bigint }[]
}

const subnetQuery: ObjectQuery<KubeOvnSubnet> = {
  apis: ['kubeovn.io/v1'],
  kind: 'Subnet',
  plural: 'subnets',
  isNamespaced: false,
  keep: parseSubnet,
}

/** The provider of subnets that pods get without a word, and what a conf without one means. */
const ownProvider = 'ovn'

/**
 * Kube-OVN, by the status of its Subnets. A network attached by a definition has the provider of its conf; the
 * network of all pods has the default subnet, as subnets bound to namespaces are nobody else's.
 */
export const kubeOvnReader: ObjectReader = {
  name: 'kube-ovn',
  grant: 'kubeOvn',
  isOf: (network) => hasPlugin(network, 'kube-ovn') || ipamOf(network, 'kube-ovn') !== undefined,
  needs: () => [subnetQuery],
  count(network, { of, at }) {
    const subnets = of(subnetQuery)
    if (subnets === null) return null
    const ipam = ipamOf(network, 'kube-ovn')
    const plugin = network.plugins.find(({ type }) => type === 'kube-ovn')
    const provider = textOf(ipam?.['provider']) ?? textOf(plugin?.['provider']) ?? ownProvider
    const own = subnets.filter((subnet) => subnet.provider === provider)
    const chosen = provider === ownProvider ? own.filter(({ isDefault }) => isDefault) : own
    return (chosen.length > 0 ? chosen : own).flatMap((subnet) => countSubnet(subnet, at))
  },
}

function countSubnet({ counts }: KubeOvnSubnet, at: number): AddressCount[] {
  return counts.map(({ family, using, available }) => ({
    ...plainCount,
    scope: 'pool',
    family,
    used: using,
    total: using + available,
    subnets: 1,
    at,
    source: 'kube-ovn',
  }))
}

/**
 * Reads a Subnet (pkg/apis/kubeovn/v1/subnet.go): its counts are whole numbers of any length (pkg/internal/big_int.go),
 * once floats. What `excludeIps` names is in neither of them.
 * @throws {Error} if one is no count
 */
export function parseSubnet({ spec, status }: KubeObject): KubeOvnSubnet {
  const { provider, default: isDefault, protocol } = recordOf(spec)
  const counts = recordOf(status)
  return {
    provider: textOf(provider) ?? ownProvider,
    isDefault: isDefault === true,
    counts: ([4, 6] as const)
      .filter((family) => protocol === 'Dual' || protocol === `IPv${family}`)
      .map((family) => ({
        family,
        using: countOrNone(counts[`v${family}usingIPs`], `v${family}usingIPs`),
        available: countOrNone(counts[`v${family}availableIPs`], `v${family}availableIPs`),
      })),
  }
}
