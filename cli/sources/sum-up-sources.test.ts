import { expect, test } from 'vitest'
import type { SourceStatus } from '../../domain/source-status.ts'
import { sumUpSources } from './sum-up-sources.ts'

const source = (name: string, part: Partial<SourceStatus> = {}): SourceStatus => ({
  name,
  kind: 'traffic',
  isAvailable: true,
  fault: null,
  networks: 2,
  dropped: {},
  lastDurationMs: 3,
  succeededAt: 1_000,
  ...part,
})

test('sumUpSources() sums up by kind and name, with each fault once', () => {
  const fault = 'Cannot reach it: see to it'
  const nodes = [
    { node: 'a', sources: [source('sysfs'), source('probe', { kind: 'probes' }), source('cadvisor')] },
    { node: 'b', sources: [source('sysfs', { networks: 1 }), source('cadvisor', { networks: 0, fault })] },
    { node: 'c', sources: [source('sysfs', { networks: 0 }), source('cadvisor', { networks: 0, fault })] },
  ]
  expect(sumUpSources(nodes)).toEqual([
    { kind: 'traffic', name: 'sysfs', nodes: 2, networks: 3, faults: [] },
    { kind: 'traffic', name: 'cadvisor', nodes: 3, networks: 2, faults: [{ fault, nodes: ['b', 'c'] }] },
    { kind: 'probes', name: 'probe', nodes: 1, networks: 2, faults: [] },
  ])
})

test('sumUpSources() tells the most frequent fault first', () => {
  const failing = (node: string, fault: string) => ({
    node,
    sources: [source('mesh', { fault, networks: 0 })],
  })
  const [mesh] = sumUpSources([failing('a', 'rare'), failing('b', 'frequent'), failing('c', 'frequent')])
  expect(mesh?.faults.map(({ fault }) => fault)).toEqual(['frequent', 'rare'])
})

test('sumUpSources() is empty where nobody has anything to do', () => {
  expect(sumUpSources([{ node: 'a', sources: [source('sysfs', { networks: 0 })] }])).toEqual([])
})
