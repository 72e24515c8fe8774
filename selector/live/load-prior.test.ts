import { expect, test } from 'vitest'
import { unmeasured, type NetworkSample } from '../../domain/network-sample.ts'
import { loadPrior } from './load-prior.ts'
import type { Known } from './readings/known.ts'

const sample: NetworkSample = {
  ...unmeasured,
  network: 'weave',
  at: 1,
  capacityBitsPerSecond: 1e9,
  attachments: 0,
}
const known = (bitsPerSecond: number, over: Partial<Known> = {}): Known => ({
  name: 'weave',
  samples: [sample],
  reserved: { bitsPerSecond, attachments: 1 },
  settings: {},
  missingPlugin: null,
  nowMs: 1,
  ...over,
})

test('loadPrior() takes from the prior what is promised, in the measure of the anchors', () => {
  expect(loadPrior(known(1.2e8))).toEqual({ utilization: expect.closeTo(0.45 - 0.2, 9) as number })
  expect(loadPrior(known(1.2e8), 0.6)).toEqual({ utilization: expect.closeTo(0.4, 9) as number })
  const settings = { anchors: { utilization: { good: 0.1, bad: 0.4 } } }
  expect(loadPrior(known(1.2e8, { settings }))).toEqual({ utilization: expect.closeTo(0.05, 9) as number })
  const upsideDown = { anchors: { utilization: { good: 0.9, bad: 0.1 } } }
  expect(loadPrior(known(1.2e8, { settings: upsideDown }))).toEqual(loadPrior(known(1.2e8)))
})

test('loadPrior() counts what is promised on the link that the network shares, and is never below 0', () => {
  const mates = [{ name: 'calico', samples: [], reserved: { bitsPerSecond: 6e7, attachments: 1 } }]
  expect(loadPrior(known(6e7, { mates }))).toEqual({ utilization: expect.closeTo(0.25, 9) as number })
  expect(loadPrior(known(9e9))).toEqual({ utilization: 0 })
})

test('loadPrior() says nothing where nothing is promised, or nobody knows the capacity', () => {
  expect([loadPrior(known(0)), loadPrior(known(1e8, { samples: [] }))]).toEqual([{}, {}])
})

const usual = (usedRatio: number, ageMs: number): Partial<Known> => ({
  usual: { at: 1, ingressBitsPerSecond: usedRatio * 1e9, egressBitsPerSecond: 0, variance: 0 },
  nowMs: 1 + ageMs,
})
const utilizationOf = (bitsPerSecond: number, over: Partial<Known>) =>
  loadPrior(known(bitsPerSecond, over))?.utilization

test('loadPrior() is half of what the network usually carries, with what is promised on it', () => {
  expect(utilizationOf(0, usual(0.3, 0))).toBeCloseTo((1 + 0.45) / 2, 9)
  expect(utilizationOf(1.2e8, usual(0.3, 0))).toBeCloseTo((0.8 + 0.25) / 2, 9)
  expect(utilizationOf(0, { ...usual(0.3, 0), demandBitsPerSecond: 6e7 })).toBeCloseTo((0.9 + 0.35) / 2, 9)
})

test('loadPrior() forgets what a network carried as it gets old, and believes a learned capacity half as far', () => {
  const quarterOfAnHour = 900_000
  const believed = Math.exp(-1) / 2
  expect(utilizationOf(0, usual(0.3, quarterOfAnHour / 2))).toBeCloseTo(believed + (1 - believed) * 0.45, 9)
  expect(utilizationOf(0, usual(0.3, quarterOfAnHour + 1))).toBeCloseTo(0.45, 9)
  const learned = { samples: [{ ...sample, capacitySource: 'learned' as const }] }
  expect(utilizationOf(0, { ...usual(0.3, 0), ...learned })).toBeCloseTo(0.25 + 0.75 * 0.45, 9)
})
