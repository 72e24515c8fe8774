import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spreadOf } from './spread-of.ts'

test('spreadOf() answers the ends, both quantiles by nearest rank, and the count', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ min: 1, max: 3, p50: 2, p95: 3, count: 3 })
  expect(spreadOf(Array.from({ length: 100 }, (_, index) => 100 - index))).toEqual({
    min: 1,
    max: 100,
    p50: 50,
    p95: 95,
    count: 100,
  })
})

test('spreadOf() nothing is null', () => {
  expect(spreadOf([])).toBeNull()
})

test('of whatever values, half of them are at most p50, nineteen of twenty at most p95', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), (values) => {
      const spread = spreadOf([...values])
      if (spread === null) throw new Error('Cannot find the spread of values that are there')
      const atMost = (limit: number) => values.filter((value) => value <= limit).length
      const below = (limit: number) => values.filter((value) => value < limit).length
      expect(values).toEqual(expect.arrayContaining([spread.p50, spread.p95]))
      expect(atMost(spread.p50)).toBeGreaterThanOrEqual(values.length * 0.5)
      expect(below(spread.p50)).toBeLessThan(values.length * 0.5)
      expect(atMost(spread.p95)).toBeGreaterThanOrEqual(values.length * 0.95)
      expect(below(spread.p95)).toBeLessThan(values.length * 0.95)
      expect([spread.min, spread.max]).toEqual([Math.min(...values), Math.max(...values)])
    }),
  )
})
