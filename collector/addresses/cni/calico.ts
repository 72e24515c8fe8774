import type { MeasuredNetwork } from '../../measured-network.ts'
import { plainCount, type AddressCount } from '../address-count.ts'
import { overlaps, sizeOf } from '../address-span.ts'
import type { Known, ObjectReader } from '../object-reader.ts'
import { hasPlugin, ipamOf, textsOf } from '../plugin-conf.ts'
import { blockQuery, configQueries, poolQuery, type CalicoBlock, type CalicoPool } from './calico-objects.ts'

/**
 * Calico: its own IPAM, which gives each node blocks of its pools (libcalico-go/lib/apis/v3/ipam_block.go). A node takes
 * another block when its own are full, and an address of another node's unless `strictAffinity` forbids that: so the
 * addresses that it may have are its own blocks' and all of those. Pools are tried in turn, so those of a family count
 * as one.
 */
export const calicoReader: ObjectReader = {
  name: 'calico',
  grant: 'calico',
  isOf: (network) =>
    ipamOf(network, 'calico-ipam') !== undefined ||
    (hasPlugin(network, 'calico') && !network.plugins.some(({ ipam }) => ipam !== undefined)),
  needs: () => [poolQuery, blockQuery, ...configQueries],
  count(network, known) {
    const pools = known.of(poolQuery)
    const blocks = known.of(blockQuery)
    if (pools === null || blocks === null) return null
    const isStrict = configQueries.some((query) =>
      known.of(query)?.some(({ strictAffinity }) => strictAffinity),
    )
    return ([4, 6] as const).flatMap((family) =>
      countFamily(poolsOf(network, pools, blocks, known.node, family), blocks, isStrict, known),
    )
  },
}

/** The pools that a pod of the network may get its address of a family from on this node. */
function poolsOf(
  network: Pick<MeasuredNetwork, 'plugins'>,
  pools: readonly CalicoPool[],
  blocks: readonly CalicoBlock[],
  node: string,
  family: 4 | 6,
): CalicoPool[] {
  const wanted = textsOf(ipamOf(network, 'calico-ipam')?.[`ipv${family}_pools`])
  const own = blocks.filter((block) => block.node === node).map(({ span }) => span)
  return pools.filter(
    ({ name, cidr, span, isOpen, isEverywhere }) =>
      span.family === family &&
      isOpen &&
      (wanted.length === 0 || wanted.includes(name) || wanted.includes(cidr)) &&
      // Whose selector we do not evaluate counts where it must have matched: this node has a block of it.
      (isEverywhere || overlaps(span, own)),
  )
}

function countFamily(
  pools: readonly CalicoPool[],
  blocks: readonly CalicoBlock[],
  isStrict: boolean,
  { node, at }: Known,
): AddressCount[] {
  const spans = pools.map(({ span }) => span)
  const [first] = spans
  if (first === undefined) return []
  const within = blocks.filter(({ span }) => overlaps(span, spans))
  const own = within.filter((block) => block.node === node)
  const pool = { used: usedOf(within), total: sizeOf(spans) }
  const mine = { used: usedOf(own), total: sizeOf(own.map(({ span }) => span)) }
  const unclaimed = pool.total - sizeOf(within.map(({ span }) => span))
  const elsewhere = pool.total - pool.used - (mine.total - mine.used)
  const shared = { ...plainCount, family: first.family, at, source: 'calico' }
  const counts: AddressCount[] = [{ ...shared, scope: 'pool', ...pool, subnets: pools.length }]
  if (own.length > 0)
    counts.push({
      ...shared,
      scope: 'node',
      used: mine.used,
      total: mine.total + (isStrict ? unclaimed : elsewhere),
      subnets: own.length,
    })
  return counts
}

function usedOf(blocks: readonly Pick<CalicoBlock, 'used'>[]): bigint {
  return BigInt(blocks.reduce((sum, { used }) => sum + used, 0))
}
