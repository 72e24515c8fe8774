import { expect, test } from 'vitest'
import { nodesToAsk } from './nodes-to-ask.ts'

const nodes = Array.from({ length: 100 }, (_, index) => `n${String(index)}`)

test('nodesToAsk() asks everybody at first, then always those in sight', () => {
  expect(nodesToAsk(nodes, [], 0)).toEqual(nodes)
  const asked = nodesToAsk(nodes, ['n7', 'n3', 'gone'], 1)
  expect(asked.slice(0, 2)).toEqual(['n3', 'n7'])
  expect(asked.length).toBe(27)
})

test('nodesToAsk() gives each of the others its turn', () => {
  const asked = new Set([1, 2, 3, 4].flatMap((round) => nodesToAsk(nodes, ['n0'], round)))
  expect([...asked].sort()).toEqual(nodes.toSorted())
  expect(nodesToAsk(['a', 'b'], ['a', 'b'], 5)).toEqual(['a', 'b'])
})
