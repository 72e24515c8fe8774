import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ClusterOverview } from '../../domain/cluster-overview.ts'
import type { FeedEvent } from './event-feed.ts'
import { OverviewFeed } from './overview-feed.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** A feed of readings that are numbered by `at`, the reading of that number failing, and two listeners to be. */
function setUp(failing = 0) {
  const [faults, heard]: [unknown[], { who: string; at: number }[]] = [[], []]
  let readings = 0
  const read = (): Promise<ClusterOverview> => {
    readings += 1
    return readings === failing
      ? Promise.reject(new Error('Cannot read nodes'))
      : Promise.resolve({ at: readings, nodes: [] })
  }
  const feed = new OverviewFeed(read, (error) => faults.push(error))
  const listen = (who: string) =>
    feed.subscribe(({ data }: FeedEvent) => heard.push({ who, at: (data as ClusterOverview).at }))
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  return { feed, faults, heard, listen, pass, readings: () => readings }
}

test('all who listen are told the same reading every five seconds', async () => {
  const { heard, listen, pass, readings } = setUp()
  listen('a')
  await pass(3_000)
  listen('b')
  await pass(7_000)
  expect(heard).toEqual([
    { who: 'a', at: 1 },
    { who: 'b', at: 1 },
    { who: 'a', at: 2 },
    { who: 'b', at: 2 },
  ])
  expect(readings()).toBe(2)
})

test('nothing is read while nobody listens', async () => {
  const { feed, heard, listen, pass, readings } = setUp()
  await pass(20_000)
  const leave = listen('a')
  await pass(5_000)
  leave()
  await pass(20_000)
  expect([feed.listeners, readings(), vi.getTimerCount()]).toEqual([0, 1, 0])
  listen('b')
  await pass(5_000)
  expect(heard.at(-1)).toEqual({ who: 'b', at: 2 })
})

test('a reading that fails is told of, and the next is told to all', async () => {
  const { faults, heard, listen, pass } = setUp(1)
  listen('a')
  await pass(10_000)
  expect(faults).toEqual([new Error('Cannot read nodes')])
  expect(heard).toEqual([{ who: 'a', at: 2 }])
})
