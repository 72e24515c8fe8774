import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unmeasured, type NetworkSample } from '../../domain/network-sample.ts'
import { HeadroomMeter } from './headroom-meter.ts'

const second = 1_000

const sample = (network: string, at: number, over: Partial<NetworkSample> = {}): NetworkSample => ({
  ...unmeasured,
  network,
  at,
  trafficAt: at,
  source: `sysfs:${network}`,
  ingressBitsPerSecond: 10,
  egressBitsPerSecond: 30,
  capacityBitsPerSecond: 100,
  attachments: 0,
  ...over,
})

const after = (
  rounds: number,
  samplesAt: (at: number, round: number) => NetworkSample[],
  settings: Parameters<HeadroomMeter['take']>[1] = {},
) => {
  const meter = new HeadroomMeter()
  let left: ReadonlyMap<string, number> = new Map()
  for (let round = 0; round < rounds; round++)
    left = meter.take(samplesAt(round * 10 * second, round), settings)
  return Object.fromEntries(left)
}

test('HeadroomMeter tells what the busier direction has left, from the third round on', () => {
  const round = (at: number) => [sample('a', at)]
  expect([after(2, round), after(3, round)]).toEqual([{}, { a: 70 }])
})

test('HeadroomMeter takes the p95 of the last minute, and nothing of what was before', () => {
  const peak = (at: number, round: number) => [
    sample('a', at, { ingressBitsPerSecond: round === 4 ? 90 : 10 }),
  ]
  expect(after(8, peak)['a']).toBeLessThan(40)
  expect(after(13, peak)).toEqual({ a: 70 })
})

test('HeadroomMeter begins anew where the clock was set back', () => {
  const meter = new HeadroomMeter()
  const take = (at: number, ingressBitsPerSecond: number) =>
    meter.take([sample('a', at, { ingressBitsPerSecond })], {}).get('a')
  const dayMs = 86_400_000
  for (const round of [0, 1, 2]) take(dayMs + round * 10 * second, 90)
  expect([0, 1, 2, 3].map((round) => take(round * 10 * second, 40))).toEqual([undefined, undefined, 60, 60])
})

test('HeadroomMeter adds up networks of one group, and counts one interface once', () => {
  const two = (at: number) => [sample('a', at), sample('b', at)]
  expect(after(3, two, { a: { uplinkGroup: 'rack' }, b: { uplinkGroup: 'rack' } })).toEqual({ a: 40, b: 40 })
  const same = (at: number) => [
    sample('a', at, { source: 'sysfs:up0' }),
    sample('b', at, { source: 'sysfs:up0' }),
  ]
  expect(after(3, same)).toEqual({ a: 70, b: 70 })
})

test('HeadroomMeter keeps to the own capacity of a network that may use a part of a link only', () => {
  const two = (at: number) => [sample('a', at, { capacityBitsPerSecond: 50 }), sample('b', at)]
  const group = { uplinkGroup: 'rack' }
  expect(after(3, two, { a: group, b: group })).toEqual({ a: 20, b: 40 })
})

test.each<[string, Partial<NetworkSample>]>([
  ['no capacity', { capacityBitsPerSecond: null }],
  ['no traffic', { egressBitsPerSecond: null }],
  ['the same counters over and over', { trafficAt: 5 }],
])('HeadroomMeter tells nothing of a network with %s', (_what, over) => {
  expect(after(6, (at) => [sample('a', at, over)])).toEqual({})
})

test('HeadroomMeter forgets a network that is gone', () => {
  expect(after(6, (at, round) => (round === 4 ? [] : [sample('a', at)]))).toEqual({})
})

test('HeadroomMeter never tells less than nothing nor more than the capacity', () => {
  const rate = fc.double({ min: 0, max: 300, noNaN: true })
  fc.assert(
    fc.property(fc.array(fc.tuple(rate, rate), { minLength: 3, maxLength: 80 }), (rounds) => {
      const left = after(rounds.length, (at, round) => {
        const [ingressBitsPerSecond = 0, egressBitsPerSecond = 0] = rounds[round] ?? []
        return [sample('a', at, { ingressBitsPerSecond, egressBitsPerSecond })]
      })['a']
      expect(left).toBeGreaterThanOrEqual(0)
      expect(left).toBeLessThanOrEqual(100)
    }),
  )
})
