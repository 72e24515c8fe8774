import type { KubeObject } from '../../../kube/kube-object.ts'
import { plainCount, type AddressCount } from '../address-count.ts'
import { parseCidr } from '../address-span.ts'
import type { ObjectQuery } from '../cluster-objects.ts'
import { countOrNone } from '../count-of.ts'
import type { ObjectReader } from '../object-reader.ts'
import { ipamOf, recordOf, textOf, textsOf } from '../plugin-conf.ts'

/** What is kept of a SpiderIPPool. */
export interface SpiderPool {
  readonly name: string
  readonly family: 4 | 6
  readonly subnet: string
  readonly used: bigint
  readonly total: bigint
  readonly isDefault: boolean
  /** The only nodes that it serves; all if empty. */
  readonly nodes: readonly string[]
}

const poolQuery: ObjectQuery<SpiderPool> = {
  apis: ['spiderpool.spidernet.io/v2beta1'],
  kind: 'SpiderIPPool',
  plural: 'spiderippools',
  isNamespaced: false,
  keep: parsePool,
}

/** More pools by name than this, or one by a pattern, and all of them are followed. */
const mostByName = 4

/**
 * Spiderpool: the SpiderIPPools that the conf names, else those marked as default, which serve this node; they are tried
 * one after another, so those of a family count as one. Pools that a pod or a namespace asks for are not the
 * network's, and `nodeAffinity` is not evaluated.
 */
export const spiderpoolReader: ObjectReader = {
  name: 'spiderpool',
  grant: 'spiderpool',
  isOf: (network) => ipamOf(network, 'spiderpool') !== undefined,
  needs(networks) {
    const names = new Set(networks.flatMap((network) => namesOf(network) ?? ['*']))
    return queriesOf([...names])
  },
  count(network, { of, node, at }) {
    const names = namesOf(network)
    const found = [poolQuery, ...(names ?? []).map(byName)].map((query) => of(query))
    if (found.every((each) => each === null)) return null
    const pools = new Map(found.flatMap((each) => each ?? []).map((pool) => [pool.name, pool]))
    const own = [...pools.values()].filter(
      (pool) =>
        (names === null ? pool.isDefault : names.some((name) => isNamed(name, pool.name))) &&
        (pool.nodes.length === 0 || pool.nodes.includes(node)),
    )
    return ([4, 6] as const).flatMap((family) => sumOf(own, family, at))
  },
}

function queriesOf(names: readonly string[]): ObjectQuery[] {
  const isPattern = names.some((name) => name.includes('*'))
  return isPattern || names.length > mostByName ? [poolQuery] : names.map(byName)
}

const byName = (name: string): ObjectQuery<SpiderPool> => ({ ...poolQuery, name })

/** The pools that the conf asks for (spiderpool's cmd/spiderpool/cmd/config.go); null if it leaves that to the defaults. */
function namesOf(network: Parameters<ObjectReader['isOf']>[0]): readonly string[] | null {
  const { default_ipv4_ippool: four, default_ipv6_ippool: six } = ipamOf(network, 'spiderpool') ?? {}
  const names = [...textsOf(four), ...textsOf(six)]
  return names.length === 0 ? null : names
}

/** Names may have a star for any characters. */
function isNamed(wanted: string, name: string): boolean {
  const [start = '', ...rest] = wanted.split('*')
  if (rest.length === 0) return wanted === name
  const end = rest.at(-1) ?? ''
  return name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end)
}

function sumOf(pools: readonly SpiderPool[], family: 4 | 6, at: number): AddressCount[] {
  const own = pools.filter((pool) => pool.family === family)
  if (own.length === 0) return []
  return [
    {
      ...plainCount,
      scope: 'pool',
      family,
      used: own.reduce((sum, { used }) => sum + used, 0n),
      total: own.reduce((sum, { total }) => sum + total, 0n),
      subnets: new Set(own.map(({ subnet }) => subnet)).size,
      at,
      source: 'spiderpool',
    },
  ]
}

/**
 * Reads a SpiderIPPool (pkg/k8s/apis/spiderpool.spidernet.io/v2beta1/spiderippool_types.go); one that is disabled is not
 * kept. What `excludeIPs` names is not in its `totalIPCount`.
 * @throws {Error} if its subnet is none, or a count is none
 */
export function parsePool({ metadata, spec, status }: KubeObject): SpiderPool | undefined {
  const { subnet, disable, default: isDefault, nodeName } = recordOf(spec)
  if (disable === true) return undefined
  const span = parseCidr(textOf(subnet) ?? '')
  if (span === null) throw new Error('its subnet is none')
  const { allocatedIPCount, totalIPCount } = recordOf(status)
  return {
    name: metadata.name,
    family: span.family,
    subnet: String(subnet),
    used: countOrNone(allocatedIPCount, 'allocatedIPCount'),
    total: countOrNone(totalIPCount, 'totalIPCount'),
    isDefault: isDefault === true,
    nodes: textsOf(nodeName),
  }
}
