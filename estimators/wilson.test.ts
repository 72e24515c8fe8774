import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wilsonInterval } from './wilson.ts'

test('wilsonInterval() has the values of the textbook at 95 %', () => {
  // Agresti and Coull, 1998: 0 of 10, and 81 of 263.
  const { high } = wilsonInterval(0, 10, 1.96)
  expect(high).toBeCloseTo(0.2775, 3)
  const { low, high: top } = wilsonInterval(81, 263, 1.96)
  expect([low, top]).toEqual([expect.closeTo(0.2553, 3), expect.closeTo(0.3662, 3)])
})

test('wilsonInterval() of nothing tried is everything, and 0 of 5 is not 0 %', () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 })
  expect(wilsonInterval(0, 5)).toEqual({ low: 0, high: expect.closeTo(0.2473, 3) as number })
})

const someTries = fc
  .integer({ min: 1, max: 10_000 })
  .chain((tries) => fc.tuple(fc.integer({ min: 0, max: tries }), fc.constant(tries)))

test('wilsonInterval() holds the share, within 0 and 1, and mirrors for misses', () => {
  fc.assert(
    fc.property(someTries, ([hits, tries]) => {
      const { low, high } = wilsonInterval(hits, tries)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(1)
      expect(low).toBeLessThanOrEqual(hits / tries)
      expect(high).toBeGreaterThanOrEqual(hits / tries)
      expect(wilsonInterval(tries - hits, tries).high).toBeCloseTo(1 - low, 9)
    }),
  )
})

test('wilsonInterval() gets narrower with more tries of the same share', () => {
  fc.assert(
    fc.property(someTries, fc.integer({ min: 2, max: 20 }), ([hits, tries], times) => {
      const [few, many] = [wilsonInterval(hits, tries), wilsonInterval(hits * times, tries * times)]
      expect(many.high - many.low).toBeLessThan(few.high - few.low)
    }),
  )
})
