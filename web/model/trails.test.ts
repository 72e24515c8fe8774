import { expect, test } from 'vitest'
import type { NetworkHistory } from '../../domain/network-history.ts'
import { networkWith } from '../../test/support/page-records.ts'
import { makeNetworkSample } from '../../test/support/store-records.ts'
import { Trails, trailMs } from './trails.ts'

const board = (at: number, node = 'node-1', latencyP50Ms = at) => ({
  at,
  node,
  networks: [{ ...networkWith('a'), sample: makeNetworkSample({ network: 'a', at, latencyP50Ms }) }],
})
const times = (trails: Trails) => trails.byNetwork.value.get('a')?.map(({ at }) => at)

test('Trails take every sample once, for ten minutes', () => {
  const trails = new Trails()
  for (const at of [0, 10_000, 10_000, trailMs + 5_000]) trails.take(board(at))
  expect(times(trails)).toEqual([10_000, trailMs + 5_000])
  expect(trails.byNetwork.value.get('a')?.[0]?.latencyP50Ms).toBe(10_000)
})

test('Trails begin with what the history has of before, and anew with another node', () => {
  const trails = new Trails()
  trails.take(board(20_000))
  const spread = (p50: number) => ({ min: 0, max: 9, p50, p95: 9, count: 1 })
  const point = (at: number) => ({ at, figures: { latencyP50Ms: spread(4), lossRatio: null } })
  const history = {
    network: 'a',
    points: [point(10_000), point(20_000), point(30_000)],
  } as unknown as NetworkHistory
  trails.add(history)
  trails.add({ ...history, network: 'gone' })
  expect(times(trails)).toEqual([10_000, 20_000])
  expect(trails.byNetwork.value.get('a')?.[0]).toEqual({
    at: 10_000,
    latencyP50Ms: 4,
    latencyP95Ms: null,
    lossRatio: null,
    addressesUsed: null,
  })
  trails.take(board(40_000, 'node-2'))
  expect(times(trails)).toEqual([40_000])
})
