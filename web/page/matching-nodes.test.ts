import { expect, test } from 'vitest'
import { matchingNodes } from './matching-nodes.ts'

const nodesOf = (...names: string[]) => names.map((name) => ({ name, seenAt: 0 }))

test('matchingNodes() finds a part of a name, whatever its case', () => {
  const nodes = nodesOf('Rack-1', 'rack-2', 'edge')
  expect(matchingNodes(nodes, ' RACK')).toEqual({ shown: nodesOf('Rack-1', 'rack-2'), more: 0 })
  expect(matchingNodes(nodes, '')).toEqual({ shown: nodes, more: 0 })
  expect(matchingNodes(nodes, 'x')).toEqual({ shown: [], more: 0 })
})

test('matchingNodes() shows a hundred, and says how many more there are', () => {
  const nodes = nodesOf(...Array.from({ length: 5_000 }, (_, index) => `node-${index}`))
  const { shown, more } = matchingNodes(nodes, 'node')
  expect([shown.length, more]).toEqual([100, 4_900])
})
