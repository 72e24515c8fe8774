import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trendOf } from './trend.ts'

const line = (count: number, slope: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ at: index * 60_000, value: from + slope * index * 60_000 }))

test('trendOf() needs eight points at different times', () => {
  expect([trendOf(line(7, 1)), trendOf(Array(20).fill({ at: 5, value: 1 }))]).toEqual([undefined, undefined])
})

test('trendOf() of a line is its slope, and where it has got to, with all confidence', () => {
  const slope = fc.double({ min: -10, max: 10, noNaN: true }).filter((each) => Math.abs(each) > 1e-3)
  fc.assert(
    fc.property(
      slope,
      fc.integer({ min: 8, max: 400 }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      (by, count, from) => {
        const trend = trendOf(line(count, by, from))
        expect(trend?.slopePerMs).toBeCloseTo(by, 6)
        expect((trend?.latest ?? NaN) / 1e6).toBeCloseTo((from + by * (count - 1) * 60_000) / 1e6, 6)
        expect(trend?.confidence).toBeGreaterThan(0.99)
      },
    ),
  )
})

test('trendOf() of what stays the same is level, and nobody is sure of anything', () => {
  expect(trendOf(line(30, 0, 7))).toEqual({ slopePerMs: 0, latest: 7, confidence: 0, spanMs: 29 * 60_000 })
})

test('trendOf() is not moved by a quarter of wild points', () => {
  const wild = fc.array(fc.tuple(fc.nat(99), fc.double({ min: -1e9, max: 1e9, noNaN: true })), {
    maxLength: 20,
  })
  fc.assert(
    fc.property(wild, (points) => {
      const list = line(100, 2)
      for (const [index, value] of points) list[index] = { at: index * 60_000, value }
      expect(trendOf(list)?.slopePerMs).toBeCloseTo(2, 6)
    }),
  )
})

test('trendOf() follows shift and scale of its values, and time', () => {
  const values = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 8, maxLength: 60 })
  fc.assert(
    fc.property(
      values,
      fc.integer({ min: -999, max: 999 }),
      fc.constantFrom(-4, 0.5, 8),
      (list, shift, scale) => {
        const points = list.map((value, index) => ({ at: index * 1_000, value }))
        const moved = points.map(({ at, value }) => ({ at: at + 5_000_000, value: (value + shift) * scale }))
        const [one, other] = [trendOf(points), trendOf(moved)]
        expect(other?.slopePerMs).toBeCloseTo((one?.slopePerMs ?? NaN) * scale, 9)
        expect(other?.latest).toBeCloseTo(((one?.latest ?? NaN) + shift) * scale, 6)
        expect(other?.confidence).toBeCloseTo(one?.confidence ?? NaN, 9)
      },
    ),
  )
})
