import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forecast } from './forecast.ts'

const minute = 60_000
const rising = (count: number, perMinute: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ at: index * minute, value: from + perMinute * index }))

test('forecast() tells when addresses run out at the present pace', () => {
  const crossing = forecast(rising(61, 1), 240)
  expect(crossing?.inMs).toBeCloseTo(180 * minute)
  expect(crossing?.confidence).toBeGreaterThan(0.99)
})

test.each([
  ['nothing was measured', [], 10],
  ['too few points', rising(7, 1), 10],
  ['it falls', rising(60, -1, 100), 200],
  ['it stays the same', rising(60, 0, 5), 10],
  ['the limit is far beyond what was watched', rising(60, 1), 10_000],
  ['it only goes up and down', rising(60, 0, 5).map(({ at }, index) => ({ at, value: index % 2 })), 10],
])('forecast() tells nothing where %s', (_why, points, limit) => {
  expect(forecast(points, limit)).toBe(null)
})

test('forecast() of what is there already is now', () => {
  expect(forecast(rising(2, 1, 9), 10)).toEqual({ inMs: 0, confidence: 1 })
})

test('forecast() never comes sooner for a higher limit', () => {
  const values = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 8, maxLength: 60 })
  fc.assert(
    fc.property(
      values,
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 0, max: 200 }),
      (list, limit, more) => {
        const points = list
          .toSorted((one, other) => one - other)
          .map((value, index) => ({ at: index * minute, value }))
        const [near, far] = [forecast(points, limit), forecast(points, limit + more)]
        expect(far?.inMs ?? Infinity).toBeGreaterThanOrEqual(near?.inMs ?? 0)
        expect(near?.inMs ?? 0).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})
