import { expect, test } from 'vitest'
import { compare, percentilesOf } from './summary.ts'

test('percentilesOf() takes the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect([percentilesOf(hundred), percentilesOf([7])]).toEqual([
    { p50: 50, p99: 99 },
    { p50: 7, p99: 7 },
  ])
})

test('compare() takes the overhead within pairs', () => {
  const pairs = [
    { direct: 10, ours: 12 },
    { direct: 20, ours: 23 },
    { direct: 30, ours: 31 },
  ]
  expect(compare(pairs)).toEqual({
    directMs: { p50: 20, p99: 30 },
    oursMs: { p50: 23, p99: 31 },
    overheadMs: { p50: 2, p99: 3 },
    ratio: 1.15,
  })
})
