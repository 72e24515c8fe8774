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
