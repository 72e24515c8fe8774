import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resultSource } from '../../test/support/cni-source.ts'
import { makeRecordedAttachment } from '../../test/support/make-record.ts'
import { podInterface, type PodInterface } from './pod-interface.ts'

const interfaceOf = (result: object | string | null, runtimeConfig: string | null = null) =>
  podInterface(
    makeRecordedAttachment({
      ifname: 'net1',
      runtimeConfig,
      result: typeof result === 'object' && result !== null ? JSON.stringify(result) : result,
    }),
  )

const unknown: PodInterface = {
  network: 'calico',
  nad: null,
  ifname: 'net1',
  ips: [],
  mac: null,
  mtu: null,
  gateways: [],
  dns: {},
  pciAddress: null,
}

test('podInterface() reads a result of 1.1.0 with all that it can tell', () => {
  const dns = { nameservers: ['10.1.0.1'], search: ['example.com'] }
  const result = {
    cniVersion: '1.1.0',
    interfaces: [
      { name: 'veth1', mac: '02:00:00:00:00:01' },
      { name: 'net1', mac: '02:00:00:00:00:02', mtu: 1450, sandbox: '/run/netns/a', pciID: '0000:03:02.1' },
    ],
    ips: [
      { address: '10.1.0.5/16', gateway: '10.1.0.1', interface: 1 },
      { address: 'fd00::5/64', gateway: 'fd00::1', interface: 1 },
    ],
    routes: [
      { dst: '0.0.0.0/0', gw: '10.1.0.1' },
      { dst: '::/0', gw: 'fd00::1' },
      { dst: '192.0.2.0/24', gw: '10.1.0.9' },
      { dst: '0.0.0.0/0', gw: '10.1.0.8', table: 100 },
    ],
    dns,
  }
  expect(interfaceOf(result)).toEqual({
    ...unknown,
    ips: ['10.1.0.5', 'fd00::5'],
    mac: '02:00:00:00:00:02',
    mtu: 1450,
    gateways: ['10.1.0.1', 'fd00::1'],
    dns,
    pciAddress: '0000:03:02.1',
  })
})

test('podInterface() reads a result of 0.2.0, whose route goes by the gateway of its address', () => {
  const result = {
    cniVersion: '0.2.0',
    ip4: { ip: '10.1.0.5/16', gateway: '10.1.0.1', routes: [{ dst: '0.0.0.0/0' }] },
    ip6: { ip: 'fd00::5/64', routes: [{ dst: '::/0', gw: 'fd00::1' }] },
  }
  expect(interfaceOf(result)).toEqual({
    ...unknown,
    ips: ['10.1.0.5', 'fd00::5'],
    gateways: ['10.1.0.1', 'fd00::1'],
  })
})

test('podInterface() reads a result of 0.3.1 with IPv6 alone, whose interface has another name', () => {
  const result = {
    cniVersion: '0.3.1',
    interfaces: [{ name: 'ib0', mac: '80:00', sandbox: '/run/netns/a' }],
    ips: [{ version: '6', address: '2001:db8::5/64', interface: 0 }],
  }
  expect(interfaceOf(result)).toEqual({ ...unknown, ifname: 'ib0', ips: ['2001:db8::5'], mac: '80:00' })
})

test('podInterface() tells no address of the host, nor of another interface in the pod', () => {
  const result = {
    cniVersion: '1.0.0',
    interfaces: [
      { name: 'br0' },
      { name: 'other', sandbox: '/run/netns/a' },
      { name: 'net1', sandbox: '/run/netns/a' },
    ],
    ips: [
      { address: '10.1.0.1/16', interface: 0 },
      { address: '10.1.0.2/16', interface: 1 },
      { address: '10.1.0.3/16', interface: 2 },
      { address: '10.1.0.4/16' },
      { address: '10.1.0.5/16', interface: -1 },
    ],
  }
  expect(interfaceOf(result).ips).toEqual(['10.1.0.3', '10.1.0.4', '10.1.0.5'])
})

test("podInterface() takes every address for the pod's where a plugin lists only the host's end", () => {
  const result = {
    cniVersion: '1.0.0',
    interfaces: [{ name: 'cali123' }],
    ips: [{ address: '10.1.0.3/32', interface: 0 }],
  }
  expect(interfaceOf(result)).toEqual({ ...unknown, ips: ['10.1.0.3'] })
})

test.each([
  ['{"deviceID":"0000:af:06.7"}', '0000:af:06.7'],
  ['{"deviceID":"/dev/vdpa0"}', null],
  ['{"deviceID":7}', null],
  ['null', null],
  ['{', null],
])('podInterface() knows the device of %s', (runtimeConfig, pciAddress) => {
  expect(interfaceOf(null, runtimeConfig)).toEqual({ ...unknown, pciAddress })
})

test.each([null, '', 'null', '{', '[]', '{"cniVersion":"9.9.9"}', '{"ips":[{"address":7}]}'])(
  'podInterface() of the result %s tells nothing',
  (result) => {
    expect(interfaceOf(result)).toEqual(unknown)
  },
)

test('podInterface() makes bare addresses of whatever a plugin answers', () => {
  fc.assert(
    fc.property(resultSource, (source) => {
      const { ips, gateways } = interfaceOf(source)
      expect([...ips, ...gateways].filter((address) => address.includes('/'))).toEqual([])
    }),
  )
})
