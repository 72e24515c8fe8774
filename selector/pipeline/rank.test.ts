import fc from 'fast-check'
import { expect, test } from 'vitest'
import { networkInputs, reading } from '../../test/support/network-inputs.ts'
import { scored } from '../../test/support/scored.ts'
import { drawOf } from './draw-of.ts'
import type { NetworkInputs } from './inputs.ts'
import { rank } from './rank.ts'

const used = (network: string, utilization: number, over = {}) =>
  networkInputs(network, { utilization: reading(utilization) }, over)
const order = (list: readonly NetworkInputs[]) =>
  rank(list.map((each) => scored(each))).map(({ network }) => network)

test('rank() prefers the network with less of its capacity in use', () => {
  expect(order([used('a', 0.8), used('b', 0.4)])).toEqual(['b', 'a'])
})

test('rank() breaks equal scores by the share of capacity in use, then by name', () => {
  expect(order([used('c', 0.2), used('b', 0.1), used('a', 0.2)])).toEqual(['b', 'a', 'c'])
})

test('rank() puts excluded networks last whatever their score', () => {
  const full = used('full', 0, { facts: { addressesUsed: 253, addressesTotal: 254 } })
  const ranked = rank([full, used('busy', 1)].map((each) => scored(each)))
  expect(ranked.map(({ network, rank: place, inBand }) => [network, place, inBand])).toEqual([
    ['busy', 1, true],
    ['full', null, undefined],
  ])
})

test('rank() marks those whose score is within .05 of the best', () => {
  const ranked = rank([used('a', 0.3), used('b', 0.34), used('c', 0.5)].map((each) => scored(each)))
  expect(ranked.map(({ network, inBand }) => [network, inBand])).toEqual([
    ['a', true],
    ['b', true],
    ['c', undefined],
  ])
})

test('drawOf() is between 0 and 1, the same for the same texts, and even', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (seed, network) => {
      const drawn = drawOf(seed, network)
      expect(drawn).toBeGreaterThanOrEqual(0)
      expect(drawn).toBeLessThan(1)
      expect(drawOf(seed, network)).toBe(drawn)
    }),
  )
  const draws = Array.from({ length: 10_000 }, (_, index) => drawOf(`u${index}/eth0`, 'weave'))
  const tenths = Map.groupBy(draws, (drawn) => Math.floor(drawn * 10))
  // 1000 in each tenth, and four deviations of the binomial distribution around it.
  for (const { length } of tenths.values()) expect(Math.abs(length - 1_000)).toBeLessThan(120)
})

test('drawOf() of one network says nothing of another', () => {
  const pairs = Array.from({ length: 10_000 }, (_, index) => [
    drawOf(`u${index}/eth0`, 'weave') - 0.5,
    drawOf(`u${index}/eth0`, 'weavf') - 0.5,
  ])
  const covariance = pairs.reduce((sum, [one = 0, other = 0]) => sum + one * other, 0) / pairs.length
  expect(Math.abs(covariance * 12)).toBeLessThan(0.04)
})
