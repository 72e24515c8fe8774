import { expect, test } from 'vitest'
import { sourceWith } from '../../test/support/page-records.ts'
import { sentenceOf, shownSources } from './shown-sources.ts'

test('of each kind sources that tell something come before those that cannot, and the idle ones are left out', () => {
  const sources = [
    sourceWith({
      name: 'kubelet-summary',
      fault: 'Cannot reach it: see to it',
      networks: 0,
      isAvailable: false,
    }),
    sourceWith({ name: 'sysfs' }),
    sourceWith({ name: 'calico', networks: 0 }),
    sourceWith({ name: 'host-local', kind: 'addresses' }),
    sourceWith({ name: 'istio', kind: 'application', networks: 0 }),
  ]
  const shown = shownSources(sources).map(({ kind, sources }) => [kind, sources.map(({ name }) => name)])
  expect(shown).toEqual([
    ['traffic', ['sysfs', 'kubelet-summary']],
    ['addresses', ['host-local']],
  ])
})

test('a source says what it tells, or why it cannot', () => {
  expect(sentenceOf(sourceWith({ networks: 1, lastDurationMs: 0.2 }), 'Traffic')).toBe(
    'Traffic of 1 network, in 1 ms',
  )
  expect(sentenceOf(sourceWith({ networks: 3, lastDurationMs: null }), 'Traffic')).toBe(
    'Traffic of 3 networks',
  )
  const fault = 'Cannot reach it: see to it'
  expect(sentenceOf(sourceWith({ fault, networks: 0 }), 'Traffic')).toBe(fault)
})
