import { expect, test } from 'vitest'
import { networkCapacity } from './network-capacity.ts'

const uplink = { kind: 'uplink', devices: ['eth0', 'eth1'] } as const
const sources = {
  linkSpeed: (device: string) => Promise.resolve(device === 'tap0' ? null : 1_000),
  learned: () => Promise.resolve(50),
}

test("the operator's figure comes before the link's", async () => {
  expect(await networkCapacity({ capacityBitsPerSecond: 7 }, uplink, sources)).toEqual({
    capacityBitsPerSecond: 7,
    capacitySource: 'operator',
  })
})

test('the links of all uplinks add up', async () => {
  expect(await networkCapacity({}, uplink, sources)).toEqual({
    capacityBitsPerSecond: 2_000,
    capacitySource: 'link',
  })
})

test.each([
  null,
  { kind: 'veths', devices: ['eth0'] },
  { kind: 'uplink', devices: ['eth0', 'tap0'] },
] as const)('what was learned counts where the links of %j say nothing', async (path) => {
  expect(await networkCapacity({}, path, sources)).toEqual({
    capacityBitsPerSecond: 50,
    capacitySource: 'learned',
  })
})

test('where nobody knows, nothing is known', async () => {
  expect(await networkCapacity({}, null, { ...sources, learned: () => Promise.resolve(null) })).toEqual({
    capacityBitsPerSecond: null,
    capacitySource: null,
  })
})
