import { createHash } from 'node:crypto'
import type { ProbeNode } from '../domain/probe-exchange.ts'
import type { ProbePeer } from '../domain/probe-protocol.ts'

/** As many peers are probed on each network: enough for a median, few enough for 5 000 nodes. */
export const peersPerNetwork = 10

/**
 * The peers of a node on a network: all nodes that have it stand on a ring in the order of a hash of their names, and
 * everyone takes those next to it. So everybody is probed by as many as it probes, and a node that comes or goes
 * changes one peer of those before it, and nothing else.
 */
export function choosePeers(
  self: string,
  network: string,
  nodes: readonly ProbeNode[],
  count = peersPerNetwork,
): ProbePeer[] {
  const others = nodes.flatMap(({ node, addresses }) => {
    const address = addresses[network]
    return node === self || address === undefined ? [] : [{ node, address, place: placeOf(node) }]
  })
  const ring = others.toSorted((one, other) => compare(one.place, other.place))
  const own = placeOf(self)
  const next = ring.findIndex(({ place }) => place > own)
  const turned = next === -1 ? ring : [...ring.slice(next), ...ring.slice(0, next)]
  return turned.slice(0, count).map(({ node, address }) => ({ node, address }))
}

/** The name behind the hash keeps two nodes apart even where their hashes are the same. */
const placeOf = (node: string) => `${createHash('sha256').update(node).digest('hex').slice(0, 16)} ${node}`
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
