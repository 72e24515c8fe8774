import { expect, it } from 'vitest'
import { labNetworks } from './lab-networks.ts'
import { delegateConflist, genieConf, labSettings } from './network-confs.ts'

it('each network is a conflist with its own delegate, subnet and way out', () => {
  const plugins = labNetworks.map((network) => delegateConflist(network, '/ipam').plugins[0])
  const ipam = (index: number) => ({
    type: 'host-local',
    dataDir: '/ipam',
    ranges: [
      [
        {
          subnet: `10.80.${index}.0/24`,
          gateway: `10.80.${index}.1`,
          rangeStart: `10.80.${index}.10`,
        },
      ],
    ],
    routes: [{ dst: '0.0.0.0/0' }],
  })
  expect(plugins).toEqual([
    { type: 'bridge', bridge: 'genie-br0', ipam: ipam(0) },
    { type: 'ptp', ipam: ipam(1) },
    { type: 'macvlan', master: 'genie-up2', mode: 'bridge', ipam: ipam(2) },
  ])
})

it('our own conf declares the capability by which runtimes hand over the annotations', () => {
  expect(genieConf({ socket: '/s', stateDir: '/d', confDir: '/c' })).toEqual({
    cniVersion: '1.0.0',
    name: 'genie',
    type: 'genie',
    capabilities: { 'io.kubernetes.cri.pod-annotations': true },
    genie: { socket: '/s', stateDir: '/d', confDir: '/c' },
  })
})

it('the settings tell the uplink and its capacity of every network', () => {
  expect(labSettings(labNetworks)).toEqual({
    networks: {
      'bridge-40m': { uplink: 'genie-up0', capacityBitsPerSecond: 40_000_000 },
      'routed-80m': { uplink: 'genie-up1', capacityBitsPerSecond: 80_000_000 },
      'macvlan-120m': { uplink: 'genie-up2', capacityBitsPerSecond: 120_000_000 },
    },
  })
})
