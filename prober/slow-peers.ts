import { median } from './quantile.ts'

/** Makes the median absolute deviation comparable to a standard deviation of a normal distribution. */
const madScale = 1.4826
/** As many deviations make an outlier (Hampel 1974), but only beyond twice the median: a quiet network has none. */
const deviations = 3
const leastPeers = 5
/** If more than this share of peers are slow it is the network that is. */
const mostSlow = 0.2

/** Each peer's median round trip on one network. */
export type PeerMedians = ReadonlyMap<string, number>

/**
 * Peers that are slow on every network that they are measured on, two at least: busy nodes, which say nothing of
 * networks. With fewer than five peers, or where more than a fifth are slow, there are none.
 */
export function slowPeers(networks: readonly PeerMedians[]): ReadonlySet<string> {
  const peers = new Set(networks.flatMap((medians) => [...medians.keys()]))
  const outliers = networks.map((medians) => ({ medians, slow: outliersOf(medians) }))
  const slow = [...peers].filter((peer) => {
    const measured = outliers.filter(({ medians }) => medians.has(peer))
    return measured.length >= 2 && measured.every((network) => network.slow.has(peer))
  })
  return new Set(slow.length <= mostSlow * peers.size ? slow : [])
}

function outliersOf(medians: PeerMedians): ReadonlySet<string> {
  const middle = median([...medians.values()])
  if (middle === null || medians.size < leastPeers) return new Set()
  const spread = median([...medians.values()].map((one) => Math.abs(one - middle))) ?? 0
  const limit = Math.max(2 * middle, middle + deviations * madScale * spread)
  return new Set([...medians].filter(([, one]) => one > limit).map(([peer]) => peer))
}
