import { expect, it } from 'vitest'
import { unmeasured, type NetworkSample } from '../domain/network-sample.ts'
import type { PlacedPod } from './node-in-a-box.ts'
import { mostChosen, shareElsewhere, utilizationOf } from './story.ts'

const podsOn = (...networks: string[]) =>
  networks.map((chosen) => ({ decision: { chosen } as PlacedPod['decision'] }))

it('the most chosen network is the first one of those with the most pods', () => {
  expect(mostChosen(podsOn('a', 'b', 'c', 'c', 'b'))).toBe('b')
  expect(() => mostChosen([])).toThrow('no pod has chosen one')
})

it('the share elsewhere counts the pods that avoided the network', () => {
  expect(shareElsewhere(podsOn('a', 'b', 'c', 'c'), 'a')).toBe(0.75)
  expect(shareElsewhere([], 'a')).toBe(0)
})

it('a network is as full as its fuller direction', () => {
  const sample: NetworkSample = {
    ...unmeasured,
    network: 'a',
    at: 1,
    source: 'sysfs:genie-up0',
    ingressBitsPerSecond: 10,
    egressBitsPerSecond: 30,
    dropRatio: null,
    capacityBitsPerSecond: 40,
    capacitySource: 'operator',
    addressesUsed: null,
    addressesTotal: null,
    attachments: 0,
  }
  expect(utilizationOf({ sample })).toBe(0.75)
  expect(utilizationOf({ sample: { ...sample, egressBitsPerSecond: null } })).toBeNull()
  expect(utilizationOf({ sample: { ...sample, capacityBitsPerSecond: null } })).toBeNull()
  expect(utilizationOf({ sample: null })).toBeNull()
})
