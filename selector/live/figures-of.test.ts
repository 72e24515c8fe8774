import { expect, test } from 'vitest'
import type { NetworkSample } from '../../domain/network-sample.ts'
import { figuresOf } from './figures-of.ts'

const now = 1_700_000_000_000

const sample = (over: Partial<NetworkSample> = {}): NetworkSample => ({
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

const nothing = { bitsPerSecond: 0, attachments: 0 }

test('figuresOf() takes the busier direction and adds what is reserved', () => {
  const figures = figuresOf(
    'weave',
    [sample({ at: now - 5_000 })],
    { bitsPerSecond: 20e6, attachments: 5 },
    {},
    now,
  )
  expect(figures.readings).toEqual({
    utilization: { value: 0.5, ageMs: 5_000, source: 'sysfs:up0', trust: 1 },
    addressOccupancy: { value: 0.15, ageMs: 5_000, source: 'host-local', trust: 1 },
    occupancy: { value: 16 / 110, ageMs: 5_000, source: 'journal', trust: 1 },
    dropRatio: { value: 0, ageMs: 5_000, source: 'sysfs:up0', trust: 1 },
  })
})

test('figuresOf() has no reading of what nobody measured', () => {
  const unmeasured = sample({ capacityBitsPerSecond: null, addressesTotal: null, dropRatio: null })
  expect(Object.keys(figuresOf('weave', [unmeasured], nothing, {}, now).readings)).toEqual(['occupancy'])
  expect(figuresOf('weave', [], nothing, {}, now)).toMatchObject({ readings: {}, excluded: null })
})

test('figuresOf() excludes a network whose last addresses are promised', () => {
  const figures = figuresOf(
    'weave',
    [sample({ addressesUsed: 96 })],
    { bitsPerSecond: 0, attachments: 3 },
    {},
    now,
  )
  expect(figures.excluded).toEqual({ code: 'addresses-exhausted', detail: 'free addresses: 1 of 100' })
})

test('figuresOf() excludes a network that holds as many pods as the operator allows', () => {
  const figures = figuresOf('weave', [sample()], nothing, { maxAttachments: 11 }, now)
  expect(figures.excluded).toEqual({
    code: 'attachments-exhausted',
    detail: 'places taken: all 11 of this node',
  })
})

test('figuresOf() forgets load that is older than a minute', () => {
  const samples = [
    sample({ at: now - 90_000, egressBitsPerSecond: 100e6 }),
    sample({ egressBitsPerSecond: 5e6 }),
  ]
  expect(figuresOf('weave', samples, nothing, {}, now).readings.utilization?.value).toBe(0.1)
})

test('figuresOf() trusts a share of a learned capacity half as far', () => {
  const learned = figuresOf('weave', [sample({ capacitySource: 'learned' })], nothing, {}, now)
  expect(learned.readings.utilization).toEqual({ value: 0.3, ageMs: 0, source: 'sysfs:up0', trust: 0.5 })
})
