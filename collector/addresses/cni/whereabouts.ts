import type { MeasuredNetwork } from '../../measured-network.ts'
import { plainCount, type AddressCount } from '../address-count.ts'
import { common, holds, parseCidr, sizeOf, type AddressSpan } from '../address-span.ts'
import type { Known, ObjectReader } from '../object-reader.ts'
import { ipamOf } from '../plugin-conf.ts'
import { parseWhereabouts, poolName, type WhereaboutsRange } from './whereabouts-conf.ts'
import { ipPoolQuery, slicePoolQuery } from './whereabouts-objects.ts'

/**
 * Whereabouts: one IPPool for each range, which all nodes share; with `node_slice_size` one for each node and range, cut
 * out of the range as a NodeSlicePool says (pkg/storage/kubernetes/ipam.go). IPPools are followed by their names, as
 * each changes with every pod of its network.
 */
export const whereaboutsReader: ObjectReader = {
  name: 'whereabouts',
  grant: 'whereabouts',
  isOf: (network) => ipamOf(network, 'whereabouts') !== undefined,
  needs(networks, known) {
    const confs = networks.map(confOf)
    const slices = confs.some(({ isSliced }) => isSliced) ? [slicePoolQuery] : []
    const names = confs.flatMap((conf) =>
      conf.ranges.flatMap((range) => poolNameOf(conf, range, known) ?? []),
    )
    return [...slices, ...new Set(names).values().map(ipPoolQuery)]
  },
  count(network, known) {
    const conf = confOf(network)
    const counts = conf.ranges.map((range) => countRange(conf, range, known))
    return counts.includes(null) || counts.length === 0 ? null : counts.flatMap((count) => count ?? [])
  },
}

type Conf = ReturnType<typeof parseWhereabouts>

function confOf({ plugins }: Pick<MeasuredNetwork, 'plugins'>): Conf {
  return parseWhereabouts(ipamOf({ plugins }, 'whereabouts') ?? {})
}

/** Null while this node's slice is not known. */
function poolNameOf(conf: Conf, range: WhereaboutsRange, known: Pick<Known, 'of' | 'node'>): string | null {
  if (!conf.isSliced) return poolName(conf.networkName, null, range.cidr)
  const slice = sliceOf(range, known)
  return slice === null ? null : poolName(conf.networkName, known.node, slice)
}

function sliceOf({ cidr }: WhereaboutsRange, { of, node }: Pick<Known, 'of' | 'node'>): string | null {
  const pool = of(slicePoolQuery)?.find(({ range }) => range === cidr)
  return pool?.slices.get(node) ?? null
}

function countRange(conf: Conf, range: WhereaboutsRange, known: Known): AddressCount[] | null {
  const name = poolNameOf(conf, range, known)
  if (name === null) return null
  const pools = known.of(ipPoolQuery(name))
  if (pools === null) return null
  const spans = spansOf(conf, range, known)
  const [pool] = pools
  // An IPPool is made with the first address; before, none is used.
  const used = pool?.addresses.filter((address) => holds(spans, address)).length ?? 0
  return spans.slice(0, 1).map(({ family }) => ({
    ...plainCount,
    scope: conf.isSliced ? 'node' : 'pool',
    family,
    used: BigInt(used),
    total: sizeOf(spans),
    excluded: sizeOf(common(spans, range.excluded)),
    subnets: 1,
    at: known.at,
    source: 'whereabouts',
  }))
}

/** Of a slice all addresses but its ends, as of a range without bounds. */
function spansOf(conf: Conf, range: WhereaboutsRange, known: Known): AddressSpan[] {
  const slice = conf.isSliced ? parseCidr(sliceOf(range, known) ?? '') : null
  if (slice === null) return [range.span]
  const isSmall = slice.last - slice.first < 2n
  return isSmall ? [slice] : [{ ...slice, first: slice.first + 1n, last: slice.last - 1n }]
}
