import fc from 'fast-check'
import { expect, test } from 'vitest'
import { weightedMedian } from './weighted-median.ts'

test('weightedMedian() is the value at which half of the weight is reached', () => {
  expect(weightedMedian([{ value: 3, weight: 1 }])).toBe(3)
  expect(
    weightedMedian([
      { value: 9, weight: 1 },
      { value: 1, weight: 1 },
      { value: 5, weight: 3 },
    ]),
  ).toBe(5)
  expect(() => weightedMedian([])).toThrow(RangeError)
})

test('weightedMedian() has at most half of the weight on either side', () => {
  const weighted = fc.record({ value: fc.integer(), weight: fc.integer({ min: 1, max: 100 }) })
  fc.assert(
    fc.property(fc.array(weighted, { minLength: 1 }), (values) => {
      const found = weightedMedian(values)
      const weigh = (side: (value: number) => boolean) =>
        values.filter(({ value }) => side(value)).reduce((sum, { weight }) => sum + weight, 0)
      const all = weigh(() => true)
      expect(weigh((value) => value < found)).toBeLessThanOrEqual(all / 2)
      expect(weigh((value) => value > found)).toBeLessThanOrEqual(all / 2)
    }),
  )
})
