import { expect, test } from 'vitest'
import { ManualClock } from '../../service-kit/clock.ts'
import { TokenBuckets } from './token-buckets.ts'

test('a bucket gives its burst at once, then one per refill, never more than the burst', () => {
  const clock = new ManualClock()
  const buckets = new TokenBuckets({ burst: 3, refillMs: 1_000 }, clock, 10)
  const takes = () => Array.from({ length: 5 }, () => buckets.take('a')).filter(Boolean).length
  expect(takes()).toBe(3)
  clock.advance(2_000)
  expect(takes()).toBe(2)
  clock.advance(1_000_000)
  expect([takes(), buckets.take('b')]).toEqual([3, true])
})

test('only so many keys are remembered, those that were asked for last', () => {
  const buckets = new TokenBuckets({ burst: 1, refillMs: 1_000_000 }, new ManualClock(), 2)
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map((key) => buckets.take(key))).toEqual([
    true,
    true,
    false,
    true,
    false,
    true,
  ])
})
