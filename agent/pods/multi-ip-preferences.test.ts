import { expect, test } from 'vitest'
import { multiIpPreferences } from './multi-ip-preferences.ts'
import type { PodInterface } from './pod-interface.ts'

const at = (ifname: string, ...ips: readonly string[]): PodInterface => ({
  network: 'weave',
  nad: null,
  ifname,
  ips: [...ips],
  mac: null,
  mtu: null,
  gateways: [],
  dns: {},
  pciAddress: null,
})

test('multiIpPreferences() of several networks is what CNI-Genie writes', () => {
  expect(JSON.stringify(multiIpPreferences([at('eth0', '10.9.0.73'), at('eth1', '10.32.0.4')]))).toBe(
    '{"multi_entry":2,"ips":{"ip1":{"ip":"10.9.0.73","interface":"eth0"},"ip2":{"ip":"10.32.0.4","interface":"eth1"}}}',
  )
})

test('multiIpPreferences() keeps the place of a network without addresses, and one address of a dual stack', () => {
  expect(
    multiIpPreferences([at('eth0', '10.9.0.73', 'fd00::73'), at('eth1'), at('net7', '10.1.0.2')]),
  ).toEqual({
    multi_entry: 3,
    ips: {
      ip1: { ip: '10.9.0.73', interface: 'eth0' },
      ip2: { ip: '', interface: 'eth1' },
      ip3: { ip: '10.1.0.2', interface: 'net7' },
    },
  })
})

test('multiIpPreferences() of a single network is nothing', () => {
  expect([multiIpPreferences([at('eth0', '10.9.0.73')]), multiIpPreferences([])]).toEqual([null, null])
})
