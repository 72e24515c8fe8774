import { expect, test } from 'vitest'
import { sumTraffic, unknownTraffic } from './sum-traffic.ts'

const rates = new Map([
  ['a', { rxBitsPerSecond: 100, txBitsPerSecond: 10, packets: 7, dropped: 1 }],
  ['b', { rxBitsPerSecond: 200, txBitsPerSecond: 20, packets: 5, dropped: 3 }],
  ['quiet', { rxBitsPerSecond: 0, txBitsPerSecond: 0, packets: 0, dropped: 0 }],
])

test('what an uplink receives goes to the pods', () => {
  expect(sumTraffic({ kind: 'uplink', devices: ['a', 'b'] }, rates)).toEqual({
    ingressBitsPerSecond: 300,
    egressBitsPerSecond: 30,
    dropRatio: 0.25,
  })
})

test.each(['bridge', 'veths'] as const)('what %s receive comes from the pods', (kind) => {
  expect(sumTraffic({ kind, devices: ['a'] }, rates)).toEqual({
    ingressBitsPerSecond: 10,
    egressBitsPerSecond: 100,
    dropRatio: 0.125,
  })
})

test('a new veth is left out of the sum, a new uplink leaves it unknown', () => {
  expect(sumTraffic({ kind: 'veths', devices: ['a', 'new'] }, rates).egressBitsPerSecond).toBe(100)
  expect(sumTraffic({ kind: 'veths', devices: ['new'] }, rates)).toEqual(unknownTraffic)
  expect(sumTraffic({ kind: 'uplink', devices: ['a', 'new'] }, rates)).toEqual(unknownTraffic)
})

test('an interface where nothing passes has dropped nothing', () => {
  expect(sumTraffic({ kind: 'uplink', devices: ['quiet'] }, rates).dropRatio).toBe(0)
})
