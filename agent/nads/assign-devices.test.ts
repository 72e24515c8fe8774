import { expect, test } from 'vitest'
import type { NetworkSelection } from '../../pod-networks/npwg/network-selection.ts'
import { parseSelection } from '../../pod-networks/npwg/parse-selection.ts'
import { assignDevices, type DeviceWish } from './assign-devices.ts'

const [plain] = parseSelection('net', 'shop', 'networks') as readonly [NetworkSelection]

const wish = (over: Partial<DeviceWish> & { readonly deviceID?: string } = {}): DeviceWish => {
  const { deviceID, ...members } = over
  const asked: NetworkSelection['asked'] =
    deviceID === undefined ? new Map() : new Map([['deviceID', JSON.stringify(deviceID)]])
  return { selection: { ...plain, asked }, resource: 'sriov', needsDevice: false, ...members }
}

const assign = (wishes: readonly DeviceWish[], ...sriov: readonly string[]) =>
  assignDevices(
    wishes,
    new Map([['other', ['o1']], ...(sriov.length > 0 ? [['sriov', sriov] as const] : [])]),
  )

test('assignDevices() hands out the devices of a resource in their order, each once', () => {
  const wishes = [wish(), wish({ resource: undefined }), wish({ resource: 'other' }), wish()]
  expect(assign(wishes, 'v7', 'v3', 'v10')).toEqual(['v10', null, 'o1', 'v3'])
})

test('assignDevices() keeps a device for the selection that names it', () => {
  expect(assign([wish(), wish({ deviceID: 'v1' })], 'v1', 'v2')).toEqual(['v2', 'v1'])
})

test('assignDevices() gives none of a resource that has no devices, such as a mark on a node', () => {
  expect(assign([wish(), wish({ deviceID: 'v1', needsDevice: true })])).toEqual([null, null])
})

test.each([
  [[wish({ needsDevice: true })], [], 'the pod has no device of sriov for it: request one in the resources'],
  [[wish(), wish()], ['v1'], 'the pod has no device of sriov for it that is free: request one'],
  [
    [wish({ deviceID: 'v9' })],
    ['v1', 'v2'],
    'Cannot attach to "shop/net" by device "v9" as it is none of the pod\'s free ones of sriov: leave deviceID out, or name one of v1, v2',
  ],
  [
    [wish({ deviceID: 'v1' }), wish({ deviceID: 'v1' })],
    ['v1'],
    'leave deviceID out, or name one of its own',
  ],
])('assignDevices() refuses what cannot be', (wishes, sriov, message) => {
  expect(() => assign(wishes, ...sriov)).toThrow(expect.objectContaining({ code: 7 }))
  expect(() => assign(wishes, ...sriov)).toThrow(message)
})
