import fc from 'fast-check'
import { expect, test } from 'vitest'
import { histogramQuantile, type Bucket } from './histogram-quantile.ts'

const buckets = (...pairs: readonly [number, number][]): Bucket[] =>
  pairs.map(([le, count]) => ({ le, count }))
const known = buckets([1, 10], [2, 30], [5, 90], [Infinity, 100])

test('histogramQuantile() interpolates within a bucket, from 0 in the first one', () => {
  expect([0.05, 0.1, 0.2, 0.6].map((share) => histogramQuantile(share, known))).toEqual([0.5, 1, 1.5, 3.5])
})

test('histogramQuantile() answers the greatest finite bound where the quantile lies beyond it', () => {
  expect(histogramQuantile(0.99, known)).toBe(5)
})

test('histogramQuantile() knows nothing of a histogram without observations, +Inf or a finite bound', () => {
  expect(histogramQuantile(0.5, [])).toBeNull()
  expect(histogramQuantile(0.5, buckets([1, 0], [Infinity, 0]))).toBeNull()
  expect(histogramQuantile(0.5, buckets([1, 3], [2, 4]))).toBeNull()
  expect(histogramQuantile(0.5, buckets([Infinity, 4]))).toBeNull()
})

test('histogramQuantile() sums buckets of one bound and passes over what is no number', () => {
  const several = [...known, ...known, { le: NaN, count: 5 }, { le: 2, count: NaN }, { le: 2, count: -1 }]
  expect(histogramQuantile(0.6, several)).toBe(3.5)
})

test('histogramQuantile() lies in the bucket in which the true quantile lies, and grows with the share', () => {
  const bounds = [0.5, 1, 2.5, 5, 10]
  const observations = fc.array(fc.double({ min: 0.01, max: 9.99, noNaN: true }), {
    minLength: 1,
    maxLength: 60,
  })
  const share = fc.double({ min: 0.01, max: 1, noNaN: true })
  fc.assert(
    fc.property(observations, share, share, (values, one, other) => {
      const counted = [...bounds, Infinity].map((le) => ({
        le,
        count: values.filter((value) => value <= le).length,
      }))
      const sorted = values.toSorted((a, b) => a - b)
      const truth = sorted[Math.max(0, Math.ceil(one * values.length) - 1)] ?? NaN
      const estimate = histogramQuantile(one, counted) ?? NaN
      const upper = bounds.find((le) => truth <= le) ?? NaN
      const lower = bounds[bounds.indexOf(upper) - 1] ?? 0
      expect(estimate).toBeGreaterThanOrEqual(lower)
      expect(estimate).toBeLessThanOrEqual(upper)
      const [less, more] = [Math.min(one, other), Math.max(one, other)]
      expect(histogramQuantile(less, counted)).toBeLessThanOrEqual(histogramQuantile(more, counted) ?? NaN)
    }),
  )
})

test('histogramQuantile() answers null or a finite bound at most, whatever the buckets', () => {
  const bucket = fc.record({ le: fc.double(), count: fc.double() })
  fc.assert(
    fc.property(fc.array(bucket), fc.double(), (given, share) => {
      const estimate = histogramQuantile(share, given)
      expect(estimate === null || !Number.isNaN(estimate)).toBe(true)
    }),
  )
})
