import SqliteDatabase from 'better-sqlite3'
import { randomUUIDv7 } from 'node:crypto'
import type { Decision } from '../../domain/decision.ts'
import { kpis } from '../../domain/kpi.ts'
import { historyFigures, type HistoryPoint } from '../../domain/network-history.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import { retentionMs, spansMs } from '../../store/retention.ts'
import { packSpreads } from '../../store/sqlite/spread-blob.ts'
import type { Stores } from '../../store/stores.ts'
import { makeAttachmentSample, makeDecision, makeNetworkSample } from './store-records.ts'

export const nodeNetworks = ['calico', 'flannel', 'weave', 'macvlan-storage'] as const
const pods = 110
const roundMs = 10_000
/** Every pod is started anew twice a day. */
const decisionsADay = 2 * pods

/** A sample in which everything is measured, and no two are alike. */
export function fullSample(network: string, at: number): NetworkSample {
  const any = (upTo: number) => Math.random() * upTo
  return makeNetworkSample({
    ...{ network, at, trafficAt: at - 300 },
    ...{ ingressBitsPerSecond: any(1e9), egressBitsPerSecond: any(1e9), dropRatio: any(1) },
    headroomBitsPerSecond: any(1e10),
    ...{ addressSource: 'host-local', addressScope: 'node', addressesAt: at, subnets: 2 },
    ...{ latencyP50Ms: any(1), latencyP95Ms: any(5), jitterMs: any(1), lossRatio: any(1) },
    ...{ responseTimeMs: any(9), probeSource: 'probe:10 peers', probedAt: at - 700 },
    ...{ applicationRatio: any(2), applicationSource: 'istio', applicationAt: at - 9_000 },
    ...{ pricePerGigabyte: 0.09, priceCurrency: 'USD' },
  })
}

/**
 * Fills a database with what a node with four networks and 110 pods has after 400 days of a round every ten seconds, just
 * before an hourly trimming. What was summed up long ago is written as it would have been.
 */
export async function fillAsAfterAYear(path: string, stores: Stores, untilMs: number): Promise<void> {
  layRollUps(path, untilMs)
  const week = retentionMs.decisions / 86_400_000
  for (let index = 0; index < week * decisionsADay; index += 1)
    await stores.decisions.insert(fullDecision(untilMs - Math.floor((index * 86_400_000) / decisionsADay)))
  const hour = spansMs.hour
  for (let at = untilMs - retentionMs.networks - hour; at < untilMs; at += hour)
    await stores.samples.append(
      rounds(at, at + hour).flatMap((each) => nodeNetworks.map((network) => fullSample(network, each))),
      [],
    )
  for (let at = untilMs - retentionMs.attachments - hour; at < untilMs; at += hour / 10)
    await stores.samples.append([], rounds(at, at + hour / 10).flatMap(attachmentSamples))
}

function rounds(fromMs: number, beforeMs: number): number[] {
  return Array.from({ length: (beforeMs - fromMs) / roundMs }, (_, index) => fromMs + index * roundMs)
}

function attachmentSamples(at: number) {
  return Array.from({ length: pods }, (_, pod) =>
    makeAttachmentSample({
      containerId: String(pod).padStart(64, 'c'),
      network: nodeNetworks[pod % nodeNetworks.length] ?? '',
      at,
      ingressBitsPerSecond: Math.random() * 1e8,
      egressBitsPerSecond: Math.random() * 1e8,
    }),
  )
}

function layRollUps(path: string, untilMs: number): void {
  const database = new SqliteDatabase(path)
  const lay = database.prepare('INSERT INTO network_rollup VALUES (?, ?, ?, ?, ?)')
  database.transaction(() => {
    for (let hour = untilMs - retentionMs.hours; hour < untilMs; hour += spansMs.hour) {
      for (const network of nodeNetworks) lay.run(spansMs.hour, network, hour, 360, fullSpreads(360))
      if (hour < untilMs - retentionMs.minutes) continue
      for (let at = hour; at < hour + spansMs.hour; at += spansMs.minute)
        for (const network of nodeNetworks) lay.run(spansMs.minute, network, at, 6, fullSpreads(6))
    }
  })()
  database.close()
}

function fullSpreads(samples: number): Buffer {
  const spread = () => {
    const [min = 0, p50 = 0, p95 = 0, max = 0] = Array.from({ length: 4 }, Math.random).sort()
    return { min, p50, p95, max, count: samples }
  }
  const figures = Object.fromEntries(historyFigures.map((figure) => [figure, spread()]))
  return packSpreads(figures as HistoryPoint['figures'], samples)
}

function fullDecision(at: number): Decision {
  const any = Math.random
  const reading = (kpi: (typeof kpis)[number]) => ({
    ...{ kpi, reading: any(), ageMs: 2_345, source: 'probe:10 peers', confidence: any(), value: any() },
    ...{ good: 0.3, bad: 0.9, prior: 0.45, blended: any(), weight: 0.1, contribution: any() },
  })
  return makeDecision({
    id: randomUUIDv7(),
    at,
    pod: { namespace: 'default', name: `web-${at}`, uid: randomUUIDv7() },
    candidates: nodeNetworks.map((network, index) => ({
      ...{ network, score: any(), rank: index + 1, excluded: null },
      ...{ reservedBitsPerSecond: 1e6, reservedAttachments: 1, kpis: kpis.map(reading) },
    })),
  })
}
