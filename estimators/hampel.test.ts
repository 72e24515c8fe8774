import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HampelFilter, isOutlier } from './hampel.ts'

const steady = Array.from({ length: 21 }, (_, index) => 10 + (index % 5))

test('isOutlier() tells a reading that is far off, and none among fewer than five', () => {
  expect([isOutlier(1_000, steady), isOutlier(13, steady), isOutlier(1_000, [1, 2, 3, 4])]).toEqual([
    true,
    false,
    false,
  ])
})

test('isOutlier() is the same whatever the unit and the zero of the readings', () => {
  const shift = fc.integer({ min: -1_000, max: 1_000 })
  fc.assert(
    fc.property(
      fc.integer({ min: -500, max: 500 }),
      shift,
      fc.constantFrom(0.5, 2, 8),
      (reading, by, scale) => {
        const moved = steady.map((value) => (value + by) * scale)
        expect(isOutlier((reading + by) * scale, moved)).toBe(isOutlier(reading, steady))
      },
    ),
  )
})

test('isOutlier() is not misled by outliers among the readings, as long as they are fewer than half', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1_000, max: 9_000 }), { maxLength: 9 }), (wild) => {
      const before = [...wild, ...steady.slice(wild.length)]
      expect([isOutlier(100_000, before), isOutlier(12, before)]).toEqual([true, false])
    }),
  )
})

test('HampelFilter holds single outliers back and takes the third in a row as a new level', () => {
  const filter = new HampelFilter()
  const taken = (values: readonly number[]) => values.map((value) => filter.takes(value))
  expect(taken(steady).every(Boolean)).toBe(true)
  expect(taken([500, 12, 500, 500, 500, 501])).toEqual([false, true, false, false, true, true])
})

test('isOutlier() takes no deviation for less than is said, of readings that are all alike', () => {
  const alike = Array.from({ length: 21 }, () => 5)
  expect([isOutlier(5.1, alike), isOutlier(5.1, alike, 4, 0.05), isOutlier(5.3, alike, 4, 0.05)]).toEqual([
    true,
    false,
    true,
  ])
})
