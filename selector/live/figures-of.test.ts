import { expect, test } from 'vitest'
import { unmeasured, type NetworkSample } from '../../domain/network-sample.ts'
import { figuresOf, type Known } from './figures-of.ts'

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
  attachments: 11,
  ...over,
})

const figures = (samples: readonly NetworkSample[], over: Partial<Known> = {}) =>
  figuresOf({
    name: 'weave',
    samples,
    reserved: { bitsPerSecond: 0, attachments: 0 },
    settings: {},
    missingPlugin: null,
    nowMs: now,
    ...over,
  })

test('figuresOf() takes the busier direction and adds what is reserved', () => {
  const reserved = { bitsPerSecond: 20e6, attachments: 5 }
  expect(figures([sample({ at: now - 5_000 })], { reserved }).readings).toEqual({
    utilization: { value: 0.5, ageMs: 5_000, source: 'sysfs:up0', trust: 1 },
    addressOccupancy: { value: 0.15, ageMs: 5_000, source: 'host-local', trust: 1 },
    occupancy: { value: 16 / 110, ageMs: 5_000, source: 'journal', trust: 1 },
    dropRatio: { value: 0, ageMs: 5_000, source: 'sysfs:up0', trust: 1 },
  })
})

test('figuresOf() has no reading of what nobody measured', () => {
  const unmeasured = sample({ capacityBitsPerSecond: null, addressesTotal: null, dropRatio: null })
  expect(Object.keys(figures([unmeasured]).readings)).toEqual(['occupancy'])
  expect(figures([])).toMatchObject({ readings: {}, excluded: null })
})

test.each<[string, Partial<NetworkSample>, Partial<Known>, object]>([
  [
    'whose last addresses are promised',
    { addressesUsed: 96 },
    { reserved: { bitsPerSecond: 0, attachments: 3 } },
    { code: 'addresses-exhausted', detail: 'free addresses: 1 of 100' },
  ],
  [
    'that holds as many pods as the operator allows',
    {},
    { settings: { maxAttachments: 11 } },
    { code: 'attachments-exhausted', detail: 'places taken: all 11 of this node' },
  ],
  [
    'whose plugin is not there',
    {},
    { missingPlugin: 'weave-net' },
    { code: 'plugin-missing', detail: 'its plugin weave-net is not installed' },
  ],
])('figuresOf() excludes a network %s', (_which, measured, known, excluded) => {
  expect(figures([sample(measured)], known).excluded).toEqual(excluded)
})

test('figuresOf() forgets load that is older than a minute', () => {
  const samples = [
    sample({ at: now - 90_000, egressBitsPerSecond: 100e6 }),
    sample({ egressBitsPerSecond: 5e6 }),
  ]
  expect(figures(samples).readings.utilization?.value).toBe(0.1)
})

test('figuresOf() trusts a share of a learned capacity half as far', () => {
  const { readings } = figures([sample({ capacitySource: 'learned' })])
  expect(readings.utilization).toEqual({ value: 0.3, ageMs: 0, source: 'sysfs:up0', trust: 0.5 })
})
