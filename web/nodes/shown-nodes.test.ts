import { expect, test } from 'vitest'
import type { NodeInShort } from '../../domain/cluster-overview.ts'
import type { NetworkState } from '../../domain/network-board.ts'
import { inOrderOf, networkColumns, shownNodes, stateCounts } from './shown-nodes.ts'

const node = (name: string, networks: Readonly<Record<string, NetworkState>>): NodeInShort => ({
  name,
  seenAt: 0,
  networks: Object.entries(networks).map(([network, state]) => ({
    name: network,
    state,
    score: 0.5,
    rank: 1,
    utilization: null,
  })),
})
const nodes = [
  node('east-1', { calico: 'healthy', weave: 'healthy' }),
  node('east-2', { calico: 'congested' }),
  node('west-1', { calico: 'congested', weave: 'exhausted' }),
  node('west-2', {}),
]
const names = (shown: readonly NodeInShort[]) => shown.map(({ name }) => name)

test('shownNodes() finds by a part of the name, and puts those first that are worst off', () => {
  expect(names(shownNodes(nodes, ' WEST', 'name'))).toEqual(['west-1', 'west-2'])
  expect(names(shownNodes(nodes, '', 'worst'))).toEqual(['west-1', 'east-2', 'west-2', 'east-1'])
  expect(shownNodes(nodes, '<script>', 'name')).toEqual([])
})

test('inOrderOf() keeps the order of before, and puts new ones last', () => {
  expect(names(inOrderOf(nodes, ['west-1', 'gone', 'east-2']))).toEqual([
    'west-1',
    'east-2',
    'east-1',
    'west-2',
  ])
})

test('networkColumns() are the networks of most nodes first', () => {
  expect(networkColumns(nodes)).toEqual(['calico', 'weave'])
})

test('stateCounts() counts networks of all nodes, the worst first', () => {
  expect(stateCounts(nodes)).toEqual([
    { state: 'exhausted', count: 1 },
    { state: 'congested', count: 2 },
    { state: 'healthy', count: 2 },
  ])
})
