import { expect, test } from 'vitest'
import type { MeasuredNetwork } from '../../measured-network.ts'
import type { TrafficPath } from '../choose-path.ts'
import { networkTraffic, type TrafficRound } from './network-traffic.ts'
import { unknownTraffic } from '../sum-traffic.ts'

const empty: MeasuredNetwork = { name: 'net', plugins: [{ type: 'ptp' }], settings: {}, attachments: [] }
const attached: MeasuredNetwork = {
  ...empty,
  attachments: [{ containerId: 'c', ifname: 'eth0', network: 'net', hostInterfaces: [], podUid: 'u' }],
}
const round = (path: TrafficPath | null): TrafficRound => ({
  paths: new Map([['net', path]]),
  rates: new Map(),
  exists: () => false,
})

test.each(['bridge', 'veths'] as const)('nothing attached and no %s there is no traffic', (kind) => {
  expect(networkTraffic(empty, round({ kind, devices: [] }), 5)).toMatchObject({
    trafficAt: 5,
    ingressBitsPerSecond: 0,
    egressBitsPerSecond: 0,
    dropRatio: 0,
  })
})

test('pods whose host ends are not known leave the traffic unknown', () => {
  expect(networkTraffic(attached, round({ kind: 'veths', devices: [] }), 5)).toEqual({
    source: 'sysfs:0 veths',
    trafficAt: 5,
    ...unknownTraffic,
  })
})

test('a network that the host cannot see has no source', () => {
  expect(networkTraffic(empty, round(null), 5)).toEqual({ source: null, trafficAt: null, ...unknownTraffic })
})

test('an uplink that is not there is a fault', () => {
  expect(() => networkTraffic(empty, round({ kind: 'uplink', devices: ['up9'] }), 5)).toThrow(
    'Cannot measure net as its uplink up9 is no interface of this host: set another uplink for it',
  )
})
