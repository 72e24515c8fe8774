import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ewma } from './ewma.ts'

test('ewma() of nothing is undefined, of one point is that point', () => {
  expect([ewma([], 15_000), ewma([{ at: 5, value: 0.7 }], 15_000)]).toEqual([undefined, 0.7])
})

test('ewma() has covered 63 % of a step after tau, however many points there were', () => {
  const step = (points: number) => [
    { at: 0, value: 0 },
    ...Array.from({ length: points }, (_, index) => ({ at: ((index + 1) * 15_000) / points, value: 1 })),
  ]
  expect([ewma(step(1), 15_000), ewma(step(5), 15_000)]).toEqual([
    expect.closeTo(1 - Math.exp(-1)),
    expect.closeTo(1 - Math.exp(-1)),
  ])
})

test('ewma() stays between the smallest and the largest value', () => {
  const points = fc.array(
    fc.record({ at: fc.nat(100_000), value: fc.double({ min: 0, max: 10, noNaN: true }) }),
    {
      minLength: 1,
    },
  )
  fc.assert(
    fc.property(points, (list) => {
      const sorted = [...list].sort((one, other) => one.at - other.at)
      const values = list.map(({ value }) => value)
      expect(ewma(sorted, 15_000)).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9)
      expect(ewma(sorted, 15_000)).toBeLessThanOrEqual(Math.max(...values) + 1e-9)
    }),
  )
})
