import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ewma } from './ewma.ts'
import { peakEwma } from './peak-ewma.ts'
import { somePoints } from '../test/support/some-points.ts'

test('peakEwma() of nothing is undefined', () => {
  expect(peakEwma([], 30_000)).toBe(undefined)
})

test('peakEwma() takes a peak at once and has lost 63 % of it after tau', () => {
  const peak = [
    { at: 0, value: 1 },
    { at: 1_000, value: 9 },
  ]
  expect(peakEwma(peak, 30_000)).toBe(9)
  expect(peakEwma([...peak, { at: 31_000, value: 1 }], 30_000)).toBeCloseTo(1 + 8 * Math.exp(-1))
})

test('peakEwma() is never below the plain mean nor above the largest value', () => {
  fc.assert(
    fc.property(somePoints, (points) => {
      const peak = peakEwma(points, 30_000) ?? NaN
      expect(peak).toBeGreaterThanOrEqual((ewma(points, 30_000) ?? NaN) - 1e-9)
      expect(peak).toBeLessThanOrEqual(Math.max(...points.map(({ value }) => value)) + 1e-9)
    }),
  )
})

test('peakEwma() is of the scale of its values', () => {
  fc.assert(
    fc.property(somePoints, fc.double({ min: 0.1, max: 100, noNaN: true }), (points, scale) => {
      const scaled = points.map(({ at, value }) => ({ at, value: value * scale }))
      expect(peakEwma(scaled, 30_000)).toBeCloseTo((peakEwma(points, 30_000) ?? NaN) * scale, 6)
    }),
  )
})
