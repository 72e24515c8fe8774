import { SourceFault } from '../../sources/source-fault.ts'
import { plainCount, type AddressCount } from '../address-count.ts'
import type { EndpointReader } from '../endpoint-reader.ts'
import { hasPlugin, ipamOf, recordOf, textOf } from '../plugin-conf.ts'

/** What weave's router tells of addresses. */
export interface WeaveReport {
  /** Given out on this node. */
  readonly active: bigint
  /** In the ranges that this node owns. */
  readonly owned: bigint
  readonly ranges: number
  /** In the whole range of the cluster. */
  readonly all: bigint
  readonly malformed: number
  readonly outOfRange: number
}

/** More entries than this are no ring: each peer has a few. */
const mostEntries = 20_000

/**
 * Weave Net, by `GET /report` of the router on this node (weaveworks/weave, prog/weaver/http.go and ipam/status.go). A node
 * whose ranges are full is given half of a peer's; of the whole range only this node's use is told, a lower bound.
 */
export const weaveReader: EndpointReader<WeaveReport> = {
  name: 'weave',
  everyMs: 0,
  isOf: (network) => hasPlugin(network, 'weave-net') || ipamOf(network, 'weave-ipam') !== undefined,
  async ask(server, signal) {
    const text = await server.text('/report', { accept: ['application/json'], signal })
    const told = parseWeaveReport(server.url, text)
    return { told, dropped: { malformed: told.malformed, 'out-of-range': told.outOfRange } }
  },
  count(_network, { active, owned, ranges, all, outOfRange, malformed }, at) {
    if (outOfRange + malformed > 0) return []
    const shared = { ...plainCount, family: 4 as const, used: active, at, source: 'weave' }
    const counts: AddressCount[] = [{ ...shared, scope: 'cluster', total: all }]
    if (owned > 0n)
      counts.push({ ...shared, scope: 'node', total: owned, subnets: ranges, grows: owned < all })
    return counts
  },
}

/**
 * Reads the report: `Router.Name` is this peer, `IPAM` has the counts, and is null while weave gives out no addresses.
 * @throws {SourceFault} `malformed` if it is none, `too-many` if its ring is too long
 */
export function parseWeaveReport(place: string, text: string): WeaveReport {
  const report = recordOf(jsonOf(place, text))
  const ipam = recordOf(report['IPAM'])
  const self = textOf(recordOf(report['Router'])['Name'])
  const { RangeNumIPs: all, ActiveIPs: active, Entries: entries } = ipam
  if (self === undefined || all === undefined || active === undefined)
    throw malformed(place, 'it has no addresses')
  const ring: readonly unknown[] = Array.isArray(entries) ? entries : []
  if (ring.length > mostEntries)
    throw new SourceFault(
      'too-many',
      `Cannot count weave's addresses by ${place} as its ring has ${ring.length} entries: it is not weave`,
    )
  const own = ring.map(recordOf).filter(({ Peer }) => Peer === self)
  const numbers = [all, active, ...own.map(({ Size }) => Size)]
  const [total = 0n, used = 0n, ...sizes] = numbers.map((each) => (isCount(each) ? BigInt(each) : 0n))
  return {
    active: used,
    owned: sizes.reduce((sum, size) => sum + size, 0n),
    ranges: own.length,
    all: total,
    malformed: numbers.filter((each) => typeof each !== 'number').length,
    outOfRange: numbers.filter((each) => typeof each === 'number' && !isCount(each)).length,
  }
}

/** Of IPv4 there are no more. */
function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 2 ** 32
}

function jsonOf(place: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw malformed(place, 'it is no JSON', error)
  }
}

function malformed(place: string, why: string, cause?: unknown): SourceFault {
  return new SourceFault(
    'malformed',
    `Cannot read weave's report at ${place} as ${why}: set the URL of weave's router`,
    { cause },
  )
}
