import { expect, test } from 'vitest'
import { tornadoBars } from './tornado-bars.ts'

test('tornadoBars() puts the widest first and marks the side at which another network wins', () => {
  const rows = [
    { key: 'narrow', low: 0.1, high: 0.3 },
    { key: 'wide', low: -0.2, high: 0.6 },
  ]
  const bars = tornadoBars(rows, 0.2, 0)
  expect(bars.rows.map(({ row, low, high }) => [row.key, low.crosses, high.crosses])).toEqual([
    ['wide', true, false],
    ['narrow', false, false],
  ])
  expect(bars.middle).toBeCloseTo(0.5)
  expect(bars.flip).toBeCloseTo(0.24 / 0.88)
})

test('tornadoBars() has no line where no bar comes near it', () => {
  expect(tornadoBars([{ low: 0.4, high: 0.6 }], 0.5, 0).flip).toBe(null)
})
