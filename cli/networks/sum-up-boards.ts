import type { NetworkBoard, NetworkStanding } from '../../domain/network-board.ts'
import { readingOf } from '../../domain/reading-of.ts'
import type { NetworkOnNode, NetworkSummary } from './networks-report.ts'

/** Networks over nodes: the one that is best on average first, networks that no node can use last. */
export function sumUpBoards(boards: readonly NetworkBoard[]): NetworkSummary[] {
  const byName = new Map<string, NetworkOnNode[]>()
  for (const { node, networks } of boards)
    for (const standing of networks)
      byName.set(standing.name, [...(byName.get(standing.name) ?? []), onNode(node, standing)])
  return [...byName].map(([name, perNode]) => summaryOf(name, perNode)).sort(bestFirst)
}

function onNode(node: string, { state, standing, sample }: NetworkStanding): NetworkOnNode {
  const { addressesUsed: used = null, addressesTotal: total = null } = sample ?? {}
  return {
    node,
    state,
    score: standing.score,
    rank: standing.rank,
    attachments: sample?.attachments ?? null,
    addresses: used === null || total === null ? null : { used, total },
    utilization: readingOf(standing, 'utilization'),
    latencyMs: readingOf(standing, 'latency'),
    lossRatio: readingOf(standing, 'loss'),
    responseTimeMs: readingOf(standing, 'responseTime'),
    headroomBitsPerSecond: readingOf(standing, 'headroom'),
    excluded: standing.excluded?.detail ?? null,
  }
}

function summaryOf(name: string, perNode: readonly NetworkOnNode[]): NetworkSummary {
  const eligible = perNode.filter(({ excluded }) => excluded === null).map(({ score }) => score)
  const pools = perNode.map(({ addresses }) => addresses).filter((pool) => pool !== null)
  const states: Record<string, number> = {}
  for (const { state } of perNode) states[state] = (states[state] ?? 0) + 1
  return {
    name,
    nodes: perNode.length,
    attachments: perNode.reduce((sum, { attachments }) => sum + (attachments ?? 0), 0),
    addresses:
      pools.length === 0
        ? null
        : {
            used: pools.reduce((sum, { used }) => sum + used, 0),
            total: pools.reduce((sum, { total }) => sum + total, 0),
          },
    score: eligible.length === 0 ? null : { best: Math.max(...eligible), worst: Math.min(...eligible) },
    states,
    bestOn: perNode.filter(({ rank }) => rank === 1).length,
    perNode: [...perNode],
  }
}

function bestFirst(one: NetworkSummary, other: NetworkSummary): number {
  const difference = meanScore(other) - meanScore(one)
  return difference !== 0 ? difference : one.name < other.name ? -1 : 1
}

function meanScore({ perNode }: NetworkSummary): number {
  const eligible = perNode.filter(({ excluded }) => excluded === null)
  return eligible.length === 0 ? -1 : eligible.reduce((sum, { score }) => sum + score, 0) / eligible.length
}
