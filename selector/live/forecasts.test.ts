import { expect, test } from 'vitest'
import { historyFigures, type HistoryPoint } from '../../domain/network-history.ts'
import { unmeasured, type NetworkSample } from '../../domain/network-sample.ts'
import type { HistoryQuery } from '../../store/sample-store.ts'
import { Forecasts } from './forecasts.ts'

const now = 1_700_000_000_000
const minute = 60_000
const latest: NetworkSample = {
  ...unmeasured,
  network: 'weave',
  at: now,
  addressesUsed: 60,
  addressesTotal: 250,
  capacityBitsPerSecond: 1e9,
  attachments: 0,
}

const pointAt = (at: number, figures: Readonly<Record<string, number>>): HistoryPoint => ({
  at,
  figures: Object.fromEntries(
    historyFigures.map((figure) => {
      const value = figures[figure]
      return [
        figure,
        value === undefined ? null : { min: value, max: value, p50: value, p95: value, count: 1 },
      ]
    }),
  ) as HistoryPoint['figures'],
})

/** A store in which minutes end ten minutes ago, as they are summed up late. */
const storeOf = (figuresAt: (minutesAgo: number) => Readonly<Record<string, number>>) => {
  const asked: HistoryQuery[] = []
  const history = (query: HistoryQuery) => {
    asked.push(query)
    const stepMs = query.resolution === 'minute' ? minute : 10_000
    const ats = Array.from({ length: 3 * 360 + 1 }, (_, index) => now - (3 * 360 - index) * stepMs)
    const ends = query.resolution === 'minute' ? now - 10 * minute : now
    return Promise.resolve(
      ats
        .filter((at) => at >= query.fromMs && at < query.toMs && at <= ends && (now - at) % stepMs === 0)
        .map((at) => pointAt(at, figuresAt((now - at) / minute))),
    )
  }
  return { asked, history }
}

test('Forecasts tell when addresses run out and the link is full, from minutes and from what is not summed up yet', async () => {
  const store = storeOf((ago) => ({
    addressesUsed: 60 - ago / 3,
    ingressBitsPerSecond: 1e6,
    egressBitsPerSecond: 400e6 - ago * 1e6,
  }))
  const forecasts = new Forecasts(store)
  await forecasts.refresh([latest], now)
  const told = forecasts.of('weave')
  // 245 addresses may be given; 185 of them are left, at 20 an hour. 600 Mbit/s are left, at 60 Mbit/s an hour.
  expect(told?.addresses?.inSeconds).toBeCloseTo(9.25 * 3_600, -1)
  expect(told?.utilization?.inSeconds).toBeCloseTo(10 * 3_600, -1)
  expect(told?.addresses?.confidence).toBeGreaterThan(0.99)
  expect(store.asked.map(({ resolution, fromMs }) => [resolution, now - fromMs])).toEqual([
    ['minute', 180 * minute],
    ['raw', 9 * minute],
  ])
})

test('Forecasts look again after a minute, and forget networks that are gone', async () => {
  const store = storeOf(() => ({ addressesUsed: 5 }))
  const forecasts = new Forecasts(store)
  await forecasts.refresh([latest], now)
  await forecasts.refresh([latest], now + 59_000)
  expect(store.asked).toHaveLength(2)
  expect(forecasts.of('weave')).toEqual({ network: 'weave', at: now, addresses: null, utilization: null })
  await forecasts.refresh([], now + 60_000)
  expect(forecasts.of('weave')).toBe(null)
})

test('Forecasts stay as they are while the store does not answer, which is asked again a minute later', async () => {
  let fails = false
  const store = storeOf(() => ({ addressesUsed: 248 }))
  const forecasts = new Forecasts({
    history: (query) => (fails ? Promise.reject(new Error('Cannot read')) : store.history(query)),
  })
  await forecasts.refresh([latest], now)
  fails = true
  await expect(forecasts.refresh([latest], now + 60_000)).rejects.toThrow('Cannot read')
  await expect(forecasts.refresh([latest], now + 70_000)).resolves.toBe(undefined)
  expect(forecasts.of('weave')?.addresses).toEqual({ inSeconds: 0, confidence: 1 })
})
