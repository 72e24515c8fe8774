import { expect, test } from 'vitest'
import type { NetworkFigures } from '../../domain/network-sample.ts'
import type { SourceKind } from './figure-source.ts'
import { mergeAnswers, type Told } from './merge-answers.ts'

const told = (kind: SourceKind, figures: Record<string, Partial<NetworkFigures>>): Told => ({
  kind,
  figures: new Map(Object.entries(figures)),
  attachments: [],
})

test('mergeAnswers() takes the figures of a kind from one source, and drops from whoever has them', () => {
  const merged = mergeAnswers([
    told('traffic', { a: { source: 'kubelet', trafficAt: 1, ingressBitsPerSecond: 5, dropRatio: null } }),
    told('traffic', {
      a: { source: 'sysfs', ingressBitsPerSecond: 7, egressBitsPerSecond: 8, dropRatio: 0.1 },
    }),
    told('addresses', { a: { addressesUsed: 3 } }),
  ])
  expect(Object.fromEntries(merged)).toEqual({
    a: { source: 'kubelet', trafficAt: 1, ingressBitsPerSecond: 5, dropRatio: 0.1, addressesUsed: 3 },
  })
})

test('mergeAnswers() passes over a source that knows the network and has measured nothing', () => {
  const first = { source: 'first', trafficAt: 1, ingressBitsPerSecond: null }
  const second = { source: 'second', ingressBitsPerSecond: 0 }
  expect(mergeAnswers([told('traffic', { a: first }), told('traffic', { a: second })]).get('a')).toEqual(
    second,
  )
  expect(mergeAnswers([told('traffic', { a: first }), told('traffic', {})]).get('a')).toEqual(first)
})

test('mergeAnswers() knows networks by their whole names, whatever these are', () => {
  const odd = ['__proto__', 'constructor', '']
  const figures = new Map(odd.map((name, index) => [name, { addressesUsed: index }]))
  expect([...mergeAnswers([{ kind: 'addresses', figures, attachments: [] }])]).toEqual([...figures])
})
