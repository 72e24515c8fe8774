import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NetworkStatus } from '../../domain/resources/network-resource.ts'
import { bandOf } from './band-of.ts'
import { shouldWrite } from './should-write.ts'

const status: NetworkStatus = {
  ...{ observedGeneration: 1, nodes: 3, attachments: 100, bestOn: 1 },
  addresses: { used: 200, total: 750 },
  bands: { Good: 2, Fair: 1, Poor: 0, Unusable: 0, Unknown: 0 },
}

test('what is written already is never written again', () => {
  expect(shouldWrite(structuredClone(status), status, Infinity)).toBe(false)
})

test('bands, nodes, conditions and generations are written soon, but not twice within five seconds', () => {
  const changes: Partial<NetworkStatus>[] = [
    { bands: { ...status.bands, Good: 1, Fair: 2 } },
    { nodes: 4 },
    { observedGeneration: 2 },
    { conditions: [] },
  ]
  for (const change of changes) {
    expect(shouldWrite(status, { ...status, ...change }, 5_000)).toBe(true)
    expect(shouldWrite(status, { ...status, ...change }, 4_999)).toBe(false)
  }
  expect(shouldWrite(undefined, status, Infinity)).toBe(true)
})

test('a few of very many nodes wait for a minute, unless they are the first or the last in a band', () => {
  const large = { ...status, nodes: 1_000, bands: { ...status.bands, Good: 600, Fair: 399, Poor: 1 } }
  const moved = (bands: Record<string, number>) => ({ ...large, bands: { ...large.bands, ...bands } })
  expect(shouldWrite(large, moved({ Good: 551, Fair: 448 }), 59_999)).toBe(false)
  expect(shouldWrite(large, moved({ Good: 551, Fair: 448 }), 60_000)).toBe(true)
  expect(shouldWrite(large, moved({ Good: 550, Fair: 449 }), 5_000)).toBe(true)
  expect(shouldWrite(large, moved({ Good: 601, Poor: 0 }), 5_000)).toBe(true)
  expect(shouldWrite(large, { ...large, nodes: 1_001 }, 59_999)).toBe(false)
})

test('a count that moves by a step is written half a minute after the last write, by less after ten minutes', () => {
  const attachments = (to: number) => ({ ...status, attachments: to })
  expect(shouldWrite(status, attachments(110), 29_999)).toBe(false)
  expect(shouldWrite(status, attachments(110), 30_000)).toBe(true)
  expect(shouldWrite(status, attachments(109), 599_999)).toBe(false)
  expect(shouldWrite(status, attachments(109), 600_000)).toBe(true)
  expect(shouldWrite(status, { ...status, bestOn: 2 }, 599_999)).toBe(false)
  expect(shouldWrite(attachments(1), attachments(0), 30_000)).toBe(true)
  expect(shouldWrite(status, { ...status, addresses: { used: 200, total: 1_000 } }, 30_000)).toBe(true)
  expect(shouldWrite(status, { ...status, addresses: { used: 230, total: 750 } }, 30_000)).toBe(true)
})

test('a score that trembles on a border keeps its band', () => {
  expect([0.7, 0.69, 0.4, 0.39, 0].map((score) => bandOf({ score }, undefined))).toEqual([
    'Good',
    'Fair',
    'Fair',
    'Poor',
    'Poor',
  ])
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.651, max: 0.749, noNaN: true })), (scores) => {
      for (const first of ['Good', 'Fair'] as const) {
        let band = bandOf({ score: first === 'Good' ? 0.8 : 0.6 }, undefined)
        for (const score of scores) band = bandOf({ score }, band)
        expect(band).toBe(first)
      }
    }),
  )
})

test('a band is left once its border is passed by more, and at once for a network that is full or unknown', () => {
  expect(bandOf({ score: 0.64 }, 'Good')).toBe('Fair')
  expect(bandOf({ score: 0.76 }, 'Fair')).toBe('Good')
  expect(bandOf({ score: 0.1 }, 'Good')).toBe('Poor')
  expect(bandOf({ score: 0.9, isExcluded: true }, 'Good')).toBe('Unusable')
  expect(bandOf({}, 'Good')).toBe('Unknown')
  expect(bandOf({ score: 0.68 }, 'Unusable')).toBe('Fair')
})
