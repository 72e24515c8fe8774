import { expect, test } from 'vitest'
import { networkStatus } from './network-status.ts'
import type { PodInterface } from './pod-interface.ts'

const plain: PodInterface = {
  network: 'weave',
  nad: null,
  ifname: 'eth0',
  ips: [],
  mac: null,
  mtu: null,
  gateways: [],
  dns: {},
  pciAddress: null,
}

test('networkStatus() tells all that is known, by the names of the specification', () => {
  const full: PodInterface = {
    network: 'sriov-net',
    nad: 'prod/sriov',
    ifname: 'net1',
    ips: ['10.9.0.73', 'fd00::73'],
    mac: '02:00:00:00:00:07',
    mtu: 9000,
    gateways: ['10.9.0.1'],
    dns: { nameservers: ['10.9.0.53'] },
    pciAddress: '0000:03:02.1',
  }
  expect(networkStatus([plain, full], 'eth0')).toEqual([
    { name: 'weave', interface: 'eth0', default: true, dns: {} },
    {
      name: 'prod/sriov',
      interface: 'net1',
      ips: ['10.9.0.73', 'fd00::73'],
      mac: '02:00:00:00:00:07',
      mtu: 9000,
      default: false,
      dns: { nameservers: ['10.9.0.53'] },
      gateway: ['10.9.0.1'],
      'default-route': ['10.9.0.1'],
      'device-info': { type: 'pci', version: '1.0.0', pci: { 'pci-address': '0000:03:02.1' } },
    },
  ])
})

test.each([
  ['eth0', ['eth1', 'eth0', 'eth2'], 1],
  ['eth0', ['net7', 'eth1'], 0],
  ['eth0', ['eth0'], 0],
  ['eth0', ['eth0', 'eth0'], 0],
])(
  'networkStatus() on %s with the interfaces %j calls one of them the default',
  (cniIfname, ifnames, main) => {
    const interfaces = ifnames.map((ifname) => ({ ...plain, ifname }))
    const defaults = networkStatus(interfaces, cniIfname).map((status) => status.default)
    expect(defaults).toEqual(ifnames.map((_, index) => index === main))
  },
)
