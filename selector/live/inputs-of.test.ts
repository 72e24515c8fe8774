import { expect, test } from 'vitest'
import { unmeasured, type NetworkSample } from '../../domain/network-sample.ts'
import { exclusionOf } from '../pipeline/filters/exclusion-of.ts'
import { inputsOf } from './inputs-of.ts'
import type { Known } from './readings/known.ts'

const now = 1_700_000_000_000

const sample = (over: Partial<NetworkSample> = {}): NetworkSample => ({
  ...unmeasured,
  network: 'weave',
  at: now,
  source: 'sysfs:up0',
  ingressBitsPerSecond: 10e6,
  egressBitsPerSecond: 30e6,
  dropRatio: 0,
  capacityBitsPerSecond: 100e6,
  capacitySource: 'operator',
  addressesUsed: 10,
  addressesTotal: 100,
  addressSource: 'host-local',
  attachments: 11,
  ...over,
})

const inputs = (samples: readonly NetworkSample[], over: Partial<Known> = {}) =>
  inputsOf({
    name: 'weave',
    samples,
    reserved: { bitsPerSecond: 0, attachments: 0 },
    settings: {},
    missingPlugin: null,
    nowMs: now,
    ...over,
  })

test('inputsOf() takes the busier direction and adds what is reserved', () => {
  const reserved = { bitsPerSecond: 20e6, attachments: 5 }
  expect(inputs([sample({ at: now - 5_000 })], { reserved }).readings).toEqual({
    utilization: { value: 0.5, ageMs: 5_000, source: 'sysfs:up0', trust: 1 },
    addressOccupancy: { value: 0.15, ageMs: 5_000, source: 'host-local', trust: 1 },
    occupancy: { value: 16 / 110, ageMs: 5_000, source: 'journal', trust: 1 },
    dropRatio: { value: 0, ageMs: 5_000, source: 'sysfs:up0', trust: 1 },
  })
})

test('inputsOf() has no reading of what nobody measured', () => {
  const unmeasured = sample({ capacityBitsPerSecond: null, addressesTotal: null, dropRatio: null })
  expect(Object.keys(inputs([unmeasured]).readings)).toEqual(['occupancy'])
  expect(inputs([])).toMatchObject({ readings: {}, facts: { addressesUsed: null, attachments: null } })
})

const asking = { constraints: {}, namespace: 'default', nowMs: now }

test.each<[string, Partial<NetworkSample>, Partial<Known>, object]>([
  [
    'whose last addresses are promised',
    { addressesUsed: 96 },
    { reserved: { bitsPerSecond: 0, attachments: 3 } },
    { code: 'addresses-exhausted', detail: 'free addresses: 1 of 100', parameters: { has: 1, of: 100 } },
  ],
  [
    'that holds as many pods as the operator allows',
    {},
    { settings: { maxAttachments: 11 } },
    { code: 'attachments-exhausted', detail: 'places taken: all 11 of this node', parameters: { of: 11 } },
  ],
  [
    'whose plugin is not there',
    {},
    { missingPlugin: 'weave-net' },
    {
      code: 'plugin-missing',
      detail: 'its plugin weave-net is not installed',
      parameters: { names: ['weave-net'] },
    },
  ],
])('exclusionOf() leaves out a network %s, by what inputsOf() says', (_which, measured, known, excluded) => {
  expect(exclusionOf(inputs([sample(measured)], known), asking)).toEqual(excluded)
})

test('inputsOf() forgets load that is older than a minute', () => {
  const samples = [
    sample({ at: now - 90_000, egressBitsPerSecond: 100e6 }),
    sample({ egressBitsPerSecond: 5e6 }),
  ]
  expect(inputs(samples).readings.utilization?.value).toBe(0.1)
})

test('inputsOf() trusts a share of a learned capacity half as far', () => {
  const { readings } = inputs([sample({ capacitySource: 'learned' })])
  expect(readings.utilization).toEqual({ value: 0.3, ageMs: 0, source: 'sysfs:up0', trust: 0.5 })
})

const nothing = { bitsPerSecond: 0, attachments: 0 }

test('inputsOf() gives every figure its own age, source and trust', () => {
  const all = sample({
    trafficAt: now - 1_000,
    headroomBitsPerSecond: 60e6,
    addressScope: 'pool',
    addressSource: 'calico',
    addressesAt: now - 2_000,
    subnets: 2,
    latencyP95Ms: 0.5,
    jitterMs: 0.1,
    lossRatio: 0.01,
    responseTimeMs: 2,
    probeSource: 'probe:2 peers',
    probedAt: now - 3_000,
    applicationRatio: 1.5,
    applicationSource: 'istio:90 requests',
    applicationAt: now - 4_000,
    pricePerGigabyte: 0.02,
    priceCurrency: 'EUR',
  })
  const probed = { ageMs: 3_000, source: 'probe:2 peers', trust: 0.75 }
  const counted = { ageMs: 2_000, source: 'calico' }
  expect(inputs([all], { reserved: { bitsPerSecond: 10e6, attachments: 0 } }).readings).toEqual({
    utilization: { value: 0.4, ageMs: 1_000, source: 'sysfs:up0', trust: 1 },
    headroom: { value: 50e6, ageMs: 1_000, source: 'sysfs:up0', trust: 1 },
    dropRatio: { value: 0, ageMs: 1_000, source: 'sysfs:up0', trust: 1 },
    addressOccupancy: { value: 0.1, trust: 0.9, ...counted },
    subnets: { value: 2, trust: 1, ...counted },
    occupancy: { value: 0.1, ageMs: 0, source: 'journal', trust: 1 },
    latency: { value: 0.5, ...probed },
    jitter: { value: 0.1, ...probed },
    loss: { value: 0.01, ...probed },
    responseTime: { value: 2, ...probed },
    applicationResponse: { value: 1.5, ageMs: 4_000, source: 'istio:90 requests', trust: 0.75 },
    price: { value: 0.02, ageMs: 0, source: 'prices in EUR', trust: 1 },
  })
})

test('inputsOf() adds up what networks of one link carry and were promised', () => {
  const mates = [
    { name: 'b', samples: [sample({ source: 'kubelet' })], reserved: { bitsPerSecond: 5e6, attachments: 1 } },
  ]
  expect(inputs([sample()], { mates }).readings.utilization?.value).toBeCloseTo(0.65)
})

test('inputsOf() looks at a link as it will be with the pod on, and the more carefully the more its load varies', () => {
  const asks = { demandBitsPerSecond: 10e6 }
  const usual = { at: now, ingressBitsPerSecond: 10e6, egressBitsPerSecond: 30e6, variance: 8e6 ** 2 }
  const utilizationOf = (over: Partial<Known>) => inputs([sample()], over).readings.utilization?.value
  expect(utilizationOf(asks)).toBeCloseTo(0.4)
  expect(utilizationOf({ ...asks, usual })).toBeCloseTo(0.44)
  expect(utilizationOf({ usual })).toBeCloseTo(0.3)
  const mate = { name: 'b', samples: [sample({ source: 'kubelet' })], reserved: nothing }
  const mates = [{ ...mate, usual: { ...usual, variance: 6e6 ** 2 } }]
  expect(utilizationOf({ ...asks, usual, mates })).toBeCloseTo(0.75)
})

test('inputsOf() counts the traffic of one interface once, whichever networks it is shown for', () => {
  const mates = [{ name: 'b', samples: [sample()], reserved: { bitsPerSecond: 5e6, attachments: 1 } }]
  expect(inputs([sample()], { mates }).readings.utilization?.value).toBeCloseTo(0.35)
})

test('inputsOf() shows the own limit of a network that may use only a part of a link', () => {
  const link = { capacityBitsPerSecond: 1_000e6, source: 'sysfs:up1' }
  const mates = [{ name: 'b', samples: [sample(link)], reserved: nothing }]
  expect(inputs([sample()], { mates }).readings.utilization?.value).toBeCloseTo(0.3)
})

test('inputsOf() takes MTU, families and the need of a device from the conf, and where that is silent from the operator', () => {
  const settings = { mtu: 1_400, families: ['IPv4' as const], namespaces: ['shop'] }
  expect(inputs([], { settings }).facts).toMatchObject({ ...settings })
  const conf = { mtu: 9_000, families: ['IPv6' as const], needsDevice: true }
  expect(inputs([], { settings, conf }).facts).toMatchObject({ mtu: 9_000, families: ['IPv6'], device: '' })
  const device = 'intel.com/sriov'
  expect(inputs([], { settings: { device }, conf }).facts.device).toBe(device)
})
