import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowAfter, windowOf } from './window-of.ts'

test('windowOf() has the rows that are seen and some more, and room for all others', () => {
  expect(windowOf(5_000, 40, 40_000, 800)).toEqual({ first: 988, end: 1_032, before: 39_520, after: 158_720 })
  expect(windowOf(3, 40, 0, 800)).toEqual({ first: 0, end: 3, before: 0, after: 0 })
  expect(windowOf(0, 40, 0, 800)).toEqual({ first: 0, end: 0, before: 0, after: 0 })
})

test('windowOf() always fills the same height, with few rows, wherever it is scrolled', () => {
  const length = fc.integer({ min: 0, max: 400_000 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), length, (count, scrolled) => {
      const { first, end, before, after } = windowOf(count, 40, scrolled, 800)
      expect(before + (end - first) * 40 + after).toBe(count * 40)
      expect(end - first).toBeLessThan(60)
    }),
  )
})

test('rowAfter() goes where keys go, and stays in the list', () => {
  const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'x']
  expect(keys.map((key) => rowAfter(key, 5, 10, 12))).toEqual([6, 4, 11, 0, 0, 11, undefined])
})
