import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moveMatrix } from './move-matrix.ts'

const move = (from: string, to: string | null, decisions: number) => ({ from, to, decisions })

test('moveMatrix() tells apart what stays, what moves and what nobody could take, with sums', () => {
  const matrix = moveMatrix([move('a', 'a', 90), move('a', 'b', 10), move('b', 'b', 40), move('b', null, 2)])
  expect([matrix.from, matrix.to, matrix.hasNone]).toEqual([['a', 'b'], ['a', 'b'], true])
  expect(matrix.rows.map(({ fields }) => fields.map(({ decisions }) => decisions))).toEqual([
    [90, 10, 0],
    [0, 40, 2],
  ])
  expect(matrix.rows[0]?.fields.map(({ kind, level }) => [kind, level])).toEqual([
    ['same', 0],
    ['moved', 5],
    ['none', 0],
  ])
  expect([matrix.totals, matrix.total, matrix.changed]).toEqual([[90, 50, 2], 142, 12])
})

test('moveMatrix() loses no decision when it merges networks', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  const moves = fc.array(fc.tuple(name, fc.option(name), fc.integer({ min: 1, max: 9 })))
  fc.assert(
    fc.property(moves, fc.integer({ min: 1, max: 6 }), (drawn, most) => {
      const all = drawn.map(([from, to, decisions]) => move(from, to, decisions))
      const sum = (some: typeof all) => some.reduce((total, { decisions }) => total + decisions, 0)
      const matrix = moveMatrix(all, most)
      expect(matrix.total).toBe(sum(all))
      expect(matrix.totals.reduce((total, each) => total + each, 0)).toBe(matrix.total)
      expect(matrix.changed).toBe(sum(all.filter(({ from, to }) => from !== to)))
    }),
  )
})
