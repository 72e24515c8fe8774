import { expect, test } from 'vitest'
import type { Sla } from '../../domain/profile.ts'
import { networkInputs, reading } from '../../test/support/network-inputs.ts'
import { scored } from '../../test/support/scored.ts'
import { contrast } from './contrast.ts'
import type { NetworkInputs } from './inputs.ts'
import { judgeBy } from './judge-by.ts'
import { rank } from './rank.ts'

const judged = (sla: Sla, ...list: readonly NetworkInputs[]) =>
  rank(list.map((each) => scored(each)).map(judgeBy(sla)))
const underSla = (mode: Sla['mode'], ...list: readonly NetworkInputs[]) =>
  judged({ mode, maxUtilizationRatio: 0.5 }, ...list)
const used = (network: string, use: number) => networkInputs(network, { utilization: reading(use) })

test('a strict SLA excludes whoever misses it; a milder one puts them behind all that meet it', () => {
  // `busy` scores better, as `dropping` loses packets.
  const busy = networkInputs('busy', { utilization: reading(0.55), dropRatio: reading(0) })
  const dropping = networkInputs('dropping', { utilization: reading(0.5), dropRatio: reading(0.001) })
  expect(underSla('strict', busy, dropping).map(({ network, excluded }) => [network, excluded])).toEqual([
    ['dropping', null],
    [
      'busy',
      {
        code: 'sla-missed',
        detail: 'congestion 55 % of at most 50 %',
        parameters: { misses: [{ kpi: 'utilization', reading: 0.55, limit: 0.5, bound: 'most' }] },
      },
    ],
  ])
  const ranked = underSla('fallbackBestPath', busy, dropping)
  expect(ranked.map(({ network, missesSla, inBand }) => [network, missesSla, inBand])).toEqual([
    ['dropping', undefined, true],
    ['busy', 'congestion 55 % of at most 50 %', undefined],
  ])
  expect(contrast(ranked)).toBe(
    'dropping: drops -.10 (0.1 % vs 0 %), congestion +.05 (50 % vs 55 %) against busy, which misses the SLA (congestion 55 % of at most 50 %)',
  )
})

test('if nobody meets the SLA the best is taken, and the reason says so', () => {
  const ranked = underSla('fallbackBestPath', used('a', 0.6), used('b', 0.7))
  expect(ranked[0]?.network).toBe('a')
  expect(contrast(ranked)).toBe(
    'a: congestion +.10 (60 % vs 70 %) against b; no network meets the SLA (congestion 60 % of at most 50 %)',
  )
})

test('a reading that is too old to count misses no SLA', () => {
  const old = networkInputs('old', { utilization: reading(0.9, 60_000) })
  expect(underSla('strict', old)[0]?.excluded).toBe(null)
})

test('an SLA says each limit in its unit, the least of what is better the more', () => {
  const sla = {
    mode: 'strict' as const,
    maxLatencyMs: 1,
    maxLossRatio: 0.01,
    maxJitterMs: 0.5,
    maxResponseTimeMs: 10,
    minHeadroomBitsPerSecond: 100e6,
  }
  const poor = networkInputs('poor', {
    latency: reading(1.25),
    loss: reading(0.02),
    jitter: reading(0.6),
    responseTime: reading(10.5),
    headroom: reading(99.9e6),
  })
  const rich = networkInputs('rich', { latency: reading(1), headroom: reading(100e6) })
  expect([poor, rich].map((each) => judgeBy(sla)(scored(each)).excluded?.detail)).toEqual([
    'headroom 99.9 Mbit/s of at least 100 Mbit/s, latency 1.25 ms of at most 1 ms, jitter 0.6 ms of at most 0.5 ms, loss 2 % of at most 1 %, response 10.5 ms of at most 10 ms',
    undefined,
  ])
})

test('a critical KPI that is worth nothing misses the SLA, whatever the others are worth', () => {
  const sla: Sla = { mode: 'strict', critical: ['loss', 'latency'] }
  const lossy = networkInputs('lossy', { utilization: reading(0), loss: reading(0.06) })
  const fair = networkInputs('fair', { utilization: reading(0.9), loss: reading(0.049) })
  expect(judged(sla, lossy, fair).map(({ network, excluded }) => [network, excluded?.detail])).toEqual([
    ['fair', undefined],
    ['lossy', 'loss 6 %, which is critical and worth nothing from 5 % on'],
  ])
})
