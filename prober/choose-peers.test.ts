import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProbeNode } from '../domain/probe-exchange.ts'
import { choosePeers } from './choose-peers.ts'

const names = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 30 })
const nodesOf = (list: readonly string[], network = 'a'): ProbeNode[] =>
  list.map((node, at) => ({ node, addresses: Object.fromEntries([[network, `10.0.0.${at}`]]) }))
const chosen = (self: string, nodes: readonly ProbeNode[], count?: number) =>
  choosePeers(self, 'a', nodes, count).map(({ node }) => node)

test('choosePeers() has every node probed by as many as it probes: ten, or all others', () => {
  fc.assert(
    fc.property(names, (list) => {
      const nodes = nodesOf(list)
      const probes = list.flatMap((self) => chosen(self, nodes))
      const expected = Math.min(10, list.length - 1)
      expect(list.map((node) => probes.filter((peer) => peer === node).length)).toEqual(
        list.map(() => expected),
      )
    }),
  )
})

test('choosePeers() changes one peer at most when a node comes', () => {
  fc.assert(
    fc.property(names, fc.string({ minLength: 31, maxLength: 40 }), (list, comer) => {
      const before = nodesOf(list)
      const after = nodesOf([...list, comer])
      for (const self of list) {
        const had = chosen(self, before)
        const has = new Set(chosen(self, after))
        const gone = had.filter((peer) => !has.has(peer))
        expect(gone.length).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 30 },
  )
})

test('choosePeers() says the same in whatever order nodes are told, and never names the node itself', () => {
  fc.assert(
    fc.property(names, fc.nat(), (list, turn) => {
      const nodes = nodesOf(list)
      const at = turn % list.length
      const turned = [...nodes.slice(at), ...nodes.slice(0, at)]
      const self = list[0] ?? ''
      expect(chosen(self, turned)).toEqual(chosen(self, nodes))
      expect(chosen(self, nodes)).not.toContain(self)
    }),
  )
})

test('choosePeers() leaves out nodes that do not have the network', () => {
  const nodes = [...nodesOf(['one', 'two']), ...nodesOf(['three'], 'b')]
  expect(choosePeers('one', 'a', nodes)).toEqual([{ node: 'two', address: '10.0.0.1' }])
})
