import type { ProbeFigures } from '../domain/network-sample.ts'
import type { ProbeResult } from '../domain/probe-protocol.ts'
import { interarrivalJitter } from '../estimators/interarrival-jitter.ts'
import { wilsonInterval } from '../estimators/wilson.ts'
import { absentTicks } from './absent-ticks.ts'
import type { ProbeTick } from './probe-tick.ts'
import { median, quantile } from './quantile.ts'
import { slowPeers } from './slow-peers.ts'

/** What one peer answered on one network over the window, in order. */
type Series = ReadonlyMap<string, readonly ProbeResult[]>

/**
 * The figures of every network that a peer was there on, from the ticks of a window in their order. What a node away or
 * a busy one has shown is left out of them (`absent-ticks.ts`, `slow-peers.ts`).
 */
export function probeFiguresOf(ticks: readonly ProbeTick[]): Map<string, ProbeFigures> {
  const series = seriesOf(ticks)
  const slow = slowPeers([...series.values()].map(mediansOf))
  const figures = new Map<string, ProbeFigures>()
  for (const [network, peers] of series) {
    const at = ticks.findLast(({ results }) => results.has(network))?.at
    if (peers.size > 0 && at !== undefined) figures.set(network, figuresOf(peers, slow, at))
  }
  return figures
}

function seriesOf(ticks: readonly ProbeTick[]): Map<string, Series> {
  const absent = absentTicks(ticks)
  const networks = new Map<string, Map<string, ProbeResult[]>>()
  for (const [place, { results }] of ticks.entries())
    for (const [network, answers] of results) {
      const peers = networks.get(network) ?? new Map<string, ProbeResult[]>()
      networks.set(network, peers)
      for (const answer of answers)
        if (answer.sent > 0 && absent.get(answer.node)?.has(place) !== true)
          peers.set(answer.node, [...(peers.get(answer.node) ?? []), answer])
    }
  return networks
}

function figuresOf(peers: Series, slow: ReadonlySet<string>, at: number): ProbeFigures {
  const all = [...peers.values()].flat()
  const brisk = [...peers].filter(([peer]) => !slow.has(peer)).map(([, results]) => results)
  const roundTrips = brisk.flatMap((results) => arrived(trips(results)))
  const jitters = brisk.map((results) => interarrivalJitter(trips(results)))
  const sent = sum(all.map((result) => result.sent))
  const came = sum(all.map(({ roundTripsUs }) => arrived(roundTripsUs).length))
  return {
    latencyP50Ms: inMs(quantile(roundTrips, 0.5)),
    latencyP95Ms: inMs(quantile(roundTrips, 0.95)),
    jitterMs: inMs(median(arrived(jitters))),
    lossRatio: sent > 0 ? wilsonInterval(Math.max(0, sent - came), sent).high : null,
    responseTimeMs: inMs(quantile(arrived(brisk.flat().map(({ httpUs }) => httpUs)), 0.95)),
    probeSource: `probe:${peers.size} ${peers.size === 1 ? 'peer' : 'peers'}`,
    probedAt: at,
  }
}

function mediansOf(peers: Series): ReadonlyMap<string, number> {
  const medians = [...peers].map(([peer, results]) => [peer, median(arrived(trips(results)))] as const)
  return new Map(medians.filter((entry): entry is readonly [string, number] => entry[1] !== null))
}

const trips = (results: readonly ProbeResult[]) => results.flatMap(({ roundTripsUs }) => roundTripsUs)
const arrived = (figures: readonly (number | null)[]) => figures.filter((figure) => figure !== null)
const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0)
const inMs = (microseconds: number | null) => (microseconds === null ? null : microseconds / 1_000)
