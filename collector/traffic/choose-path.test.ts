import { expect, test } from 'vitest'
import { choosePath, pathName, type HostView } from './choose-path.ts'

const host: HostView = { uplink: undefined, bridgePorts: [], defaultRoute: 'eth0', hostInterfaces: [] }

test("the operator's uplink comes before all else", () => {
  expect(choosePath({ type: 'bridge' }, { ...host, uplink: 'up0', bridgePorts: ['eth1'] })).toEqual({
    kind: 'uplink',
    devices: ['up0'],
  })
})

test("a bridge is measured at its ports that are not pods'", () => {
  const ports = { bridgePorts: ['eth1', 'mine', 'veth0a1b2c3d', 'vethernet'], hostInterfaces: ['mine'] }
  expect(choosePath({ type: 'bridge' }, { ...host, ...ports })).toEqual({
    kind: 'uplink',
    devices: ['eth1', 'vethernet'],
  })
})

test('a bridge without an uplink is measured at itself', () => {
  const ports = { bridgePorts: ['mine'], hostInterfaces: ['mine'] }
  expect(choosePath({ type: 'bridge', bridge: 'br7' }, { ...host, ...ports })).toEqual({
    kind: 'bridge',
    devices: ['br7'],
  })
  expect(choosePath({ type: 'bridge' }, host)).toEqual({ kind: 'bridge', devices: ['cni0'] })
})

test.each(['macvlan', 'ipvlan', 'vlan', 'sriov'])(
  '%s is measured at its master, else at the default route',
  (type) => {
    expect(choosePath({ type, master: 'up2' }, host)).toEqual({ kind: 'uplink', devices: ['up2'] })
    expect(choosePath({ type }, host)).toEqual({ kind: 'uplink', devices: ['eth0'] })
    expect(choosePath({ type }, { ...host, defaultRoute: null })).toBeNull()
  },
)

test('a master inside the container cannot be measured', () => {
  expect(choosePath({ type: 'macvlan', master: 'eth0', linkInContainer: true }, host)).toBeNull()
})

test.each(['ptp', 'calico', 'something-new'])('%s is measured at its pods', (type) => {
  expect(choosePath({ type }, { ...host, hostInterfaces: ['a', 'b'] })).toEqual({
    kind: 'veths',
    devices: ['a', 'b'],
  })
})

test('a name that is no interface leads nowhere', () => {
  expect(choosePath({ type: 'bridge', bridge: '../../etc' }, host)).toEqual({
    kind: 'bridge',
    devices: ['cni0'],
  })
  expect(choosePath({ type: 'macvlan', master: '..' }, host)).toEqual({ kind: 'uplink', devices: ['eth0'] })
})

test('pathName() tells the interfaces, and of pods how many', () => {
  expect(pathName({ kind: 'uplink', devices: ['eth0', 'eth1'] })).toBe('eth0+eth1')
  expect(pathName({ kind: 'veths', devices: ['a', 'b', 'c'] })).toBe('3 veths')
})
