import type { NetworkStatus, ScoreBand } from '../../domain/resources/network-resource.ts'
import type { NetworkFigures } from '../scrape/agent-figures.ts'
import type { NodeFigures } from '../scrape/agent-scraper.ts'

/** The figures of a network over all nodes. */
export type NetworkSum = Omit<NetworkStatus, 'conditions' | 'observedGeneration'>

/** Sums up what agents show of the network `conf`, nothing if it is null. Every band has a number, if only 0. */
export function sumNetwork(
  conf: string | null,
  agents: readonly NodeFigures[],
  bandOn: (node: string, figures: NetworkFigures) => ScoreBand,
): NetworkSum {
  const bands: Record<ScoreBand, number> = { Good: 0, Fair: 0, Poor: 0, Unusable: 0, Unknown: 0 }
  const sum = { nodes: 0, attachments: 0, bestOn: 0 }
  const addresses = { used: 0, total: 0 }
  for (const { node, figures } of agents) {
    const own = conf === null ? undefined : figures?.get(conf)
    if (own === undefined) continue
    bands[bandOn(node, own)] += 1
    sum.nodes += 1
    sum.attachments += own.attachments ?? 0
    sum.bestOn += own.isBest === true ? 1 : 0
    // A node that knows only one of the two cannot be part of a share.
    if (own.addressesUsed === undefined || own.addressesTotal === undefined) continue
    addresses.used += own.addressesUsed
    addresses.total += own.addressesTotal
  }
  return { ...sum, bands, ...(addresses.total > 0 && { addresses }) }
}
