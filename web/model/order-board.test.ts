import fc from 'fast-check'
import { expect, test } from 'vitest'
import { networkWith } from '../../test/support/page-records.ts'
import { orderBoard } from './order-board.ts'

const full = { code: 'addresses-exhausted', detail: '253 of 253 addresses are in use' } as const
const names = (networks: readonly { name: string }[]) => networks.map(({ name }) => name)

test('orderBoard() goes by rank, with excluded networks last by name', () => {
  const out = { rank: null, excluded: full }
  const board = [
    networkWith('z', out),
    networkWith('b', { rank: 2 }),
    networkWith('y', out),
    networkWith('a', { rank: 1 }),
  ]
  expect(names(orderBoard(board, undefined))).toEqual(['a', 'b', 'y', 'z'])
})

test('orderBoard() keeps the held order, drops what is gone and puts what is new at the end', () => {
  const board = [
    networkWith('a', { rank: 1 }),
    networkWith('new', { rank: 2 }),
    networkWith('b', { rank: 3 }),
  ]
  expect(names(orderBoard(board, ['b', 'gone', 'a']))).toEqual(['b', 'a', 'new'])
})

test('orderBoard() never loses a network, held or not', () => {
  const board = fc
    .uniqueArray(fc.string(), { maxLength: 8 })
    .map((all) => all.map((name) => networkWith(name)))
  fc.assert(
    fc.property(board, fc.option(fc.array(fc.string()), { nil: undefined }), (networks, held) => {
      expect(names(orderBoard(networks, held)).sort()).toEqual(names(networks).sort())
    }),
  )
})
