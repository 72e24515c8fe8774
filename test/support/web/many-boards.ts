import { kpis } from '../../../domain/kpi.ts'
import type { NetworkBoard, NetworkStanding } from '../../../domain/network-board.ts'
import { kpiScoreWith, networkWith } from '../page-records.ts'
import { makeBusySample } from '../store-records.ts'

/** What an API keeps of the last ten minutes, a round of ten seconds each. */
const points = 60
const kinds = ['bridge', 'calico', 'flannel', 'macvlan']
/** The names of so many networks. */
const networkNames = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? 'bridge'
    return index < kinds.length ? kind : `${kind}-${index}`
  })

/** The names of so many nodes. */
export const manyNodes = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `genie-node-${String(index + 1).padStart(3, '0')}`)

/** A node's board as an agent with so many networks answers it; every figure is another one five seconds later. */
export function boardAt(node: string, at: number, networks = kinds.length): NetworkBoard {
  const phase = Number(node.slice(-3)) + at / 60_000
  const standings = networkNames(networks).map((name, index) => standingAt(name, at, phase + index * 1.7))
  const ranked = standings.toSorted((a, b) => b.standing.score - a.standing.score)
  return {
    at,
    node,
    networks: ranked.map((network, place) => ({
      ...network,
      standing: { ...network.standing, rank: place + 1 },
    })),
  }
}

function standingAt(name: string, at: number, phase: number): NetworkStanding {
  const busy = 0.5 + 0.48 * Math.sin(phase)
  const parts = kpis
    .slice(0, 10)
    .map((kpi) => kpiScoreWith({ kpi, reading: busy, contribution: (1 - busy) / 10 }))
  return {
    ...networkWith(name, { score: 1 - busy, kpis: parts }),
    state: busy > 0.9 ? 'congested' : 'healthy',
    sample: makeBusySample(name, busy, {
      at,
      latencyP50Ms: 1 + busy,
      latencyP95Ms: 2 + 4 * busy,
      lossRatio: busy / 100,
    }),
    traffic: Array.from({ length: points }, (_, back) => ({
      at: at - (points - back) * 10_000,
      ingressBitsPerSecond: Math.round(1e8 * (0.5 + 0.48 * Math.sin(phase - back))),
      egressBitsPerSecond: Math.round(1e7 * busy),
    })),
  }
}
