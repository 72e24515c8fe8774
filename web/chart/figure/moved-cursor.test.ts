import { expect, test } from 'vitest'
import { movedCursor } from './moved-cursor.ts'

const keys = (grid: { columns: number; rows: number }, at: number | null, ...pressed: string[]) =>
  pressed.map((key) => movedCursor(at, key, grid))

test('movedCursor() enters at the near end, stops at the far one, and leaves by Escape', () => {
  const row = { columns: 5, rows: 1 }
  expect(keys(row, null, 'ArrowRight', 'ArrowLeft', 'End', 'Home')).toEqual([0, 4, 4, 0])
  expect(keys(row, 4, 'ArrowRight', 'ArrowLeft', 'PageUp', 'Escape')).toEqual([4, 3, 0, null])
})

test('movedCursor() leaves to the page the keys that do not move along the chart', () => {
  expect(keys({ columns: 5, rows: 1 }, 2, 'ArrowDown', 'Tab', 'a')).toEqual([undefined, undefined, undefined])
  expect(keys({ columns: 1, rows: 5 }, null, 'ArrowLeft', 'Escape')).toEqual([undefined, undefined])
  expect(keys({ columns: 0, rows: 1 }, null, 'ArrowRight')).toEqual([undefined])
})

test('movedCursor() keeps its row and its column in a grid', () => {
  const grid = { columns: 3, rows: 2 }
  expect(keys(grid, 2, 'ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowLeft')).toEqual([2, 5, 2, 1])
})
