import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PairwiseRequest } from '../../domain/pairwise.ts'
import { weightGroups, type GroupShares } from '../../domain/weight-group.ts'
import { mostInconsistent, sharesByMost, sharesByPairs, type Comparison } from './pairwise.ts'
import { sharesOf } from './shares-of.ts'

const pairs = (times: (one: number, other: number) => number): Comparison[] =>
  weightGroups.flatMap((group, one) =>
    weightGroups.slice(one + 1).map((than, index) => ({ group, than, times: times(one, one + 1 + index) })),
  )
const sum = (shares: GroupShares) => Object.values(shares).reduce((total, each) => total + each, 0)

test('sharesByPairs() of comparisons that follow from shares gives these shares, without a contradiction', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 1, max: 9, noNaN: true }), { minLength: 6, maxLength: 6 }),
      (given) => {
        const total = given.reduce((all, each) => all + each, 0)
        const { shares, consistencyRatio } = sharesByPairs(
          pairs((one, other) => (given[one] ?? 1) / (given[other] ?? 1)),
        )
        for (const [index, group] of weightGroups.entries())
          expect(shares[group]).toBeCloseTo((given[index] ?? 0) / total, 9)
        expect(consistencyRatio).toBeCloseTo(0, 9)
      },
    ),
  )
})

test('sharesByPairs() tells how much comparisons contradict each other', () => {
  const circle = pairs((one, other) => (other - one === 5 ? 1 / 9 : 9))
  expect(sharesByPairs(circle).consistencyRatio).toBeGreaterThan(mostInconsistent)
  const nearly = pairs((one, other) => (one === 0 ? ([2, 3, 3, 4, 4][other - 1] ?? 1) : 1))
  const { consistencyRatio } = sharesByPairs(nearly)
  expect(consistencyRatio).toBeGreaterThan(0)
  expect(consistencyRatio).toBeLessThan(mostInconsistent)
})

test('shares of whatever comparisons add up to 1 and are none of them 0', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 1 / 9, max: 9, noNaN: true }), { minLength: 15, maxLength: 15 }),
      (times) => {
        let next = 0
        const { shares, consistencyRatio } = sharesByPairs(pairs(() => times[next++] ?? 1))
        expect(sum(shares)).toBeCloseTo(1, 9)
        expect(Math.min(...Object.values(shares))).toBeGreaterThan(0)
        expect(consistencyRatio).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})

test('sharesByMost() asks five questions that cannot contradict each other', () => {
  const times = { latency: 2, response: 3, addresses: 4, price: 5, stability: 6 }
  const { shares, consistencyRatio } = sharesByMost('congestion', times)
  expect(consistencyRatio).toBe(null)
  expect(shares.congestion / shares.stability).toBeCloseTo(6, 9)
  expect(sum(shares)).toBeCloseTo(1, 9)
  const same = sharesByPairs(
    pairs((one, other) => shares[weightGroups[one] ?? 'price'] / shares[weightGroups[other] ?? 'price']),
  )
  expect(same.consistencyRatio).toBeCloseTo(0, 9)
})

const request = (given: PairwiseRequest) => sharesOf(given)

test.each<[PairwiseRequest, string, string]>([
  [{}, '/most', 'give one of them'],
  [{ most: 'price', pairs: pairs(() => 1) }, '/pairs', 'leave one of them out'],
  [{ most: 'price', times: { price: 2 } }, '/times/price', 'with itself'],
  [
    { pairs: [...pairs(() => 1).slice(1), { group: 'price', than: 'price', times: 1 }] },
    '/pairs/14',
    'with itself',
  ],
  [
    { pairs: [...pairs(() => 1).slice(1), { group: 'price', than: 'latency', times: 1 }] },
    '/pairs/14',
    'latency and price twice',
  ],
])('sharesOf() refuses %j', (given, pointer, words) => {
  expect(request(given)).toEqual([{ pointer, detail: expect.stringContaining(words) as string }])
})
