import fc from 'fast-check'
import { expect, test } from 'vitest'
import { QuantileRing } from './quantile-ring.ts'

const value = fc.double({ min: -1e9, max: 1e9, noNaN: true })

/** The same by sorting all of it anew. */
function quantileBySort(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((one, other) => one - other)
  const place = share * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  if (low === undefined || high === undefined) return undefined
  return low + (high - low) * (place - Math.floor(place))
}

test('QuantileRing is exact against a sort of the last values, whatever came and went', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 1, max: 60 }),
      share,
      (values, capacity, at) => {
        const ring = new QuantileRing(capacity)
        for (const each of values) ring.add(each)
        const last = values.slice(-capacity)
        expect(ring.size).toBe(last.length)
        expect(ring.quantile(at)).toBeCloseTo(quantileBySort(last, at) ?? NaN, 3)
        expect(ring.quantile(0)).toBeCloseTo(Math.min(...last), 9)
        expect(ring.quantile(1)).toBeCloseTo(Math.max(...last), 9)
      },
    ),
  )
})

test('QuantileRing drops the oldest value first', () => {
  const drops = fc.integer({ min: 0, max: 70 })
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 100 }), drops, (values, count) => {
      const ring = new QuantileRing(60)
      for (const each of values) ring.add(each)
      for (let dropped = 0; dropped < count; dropped++) ring.dropOldest()
      const left = values.slice(-60).slice(count)
      expect(ring.size).toBe(left.length)
      expect(ring.quantile(0.95) ?? -1).toBeCloseTo(quantileBySort(left, 0.95) ?? -1, 3)
    }),
  )
})

test('QuantileRing of nothing has no quantile, and takes no NaN', () => {
  const ring = new QuantileRing(3)
  ring.add(NaN)
  ring.dropOldest()
  expect([ring.size, ring.quantile(0.5)]).toEqual([0, undefined])
})
