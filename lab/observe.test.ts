import { expect, it } from 'vitest'
import { interfaceFiles } from './observe.ts'

it('each interface of the machine becomes a macvlan network with itself as uplink', () => {
  expect(interfaceFiles(['eth0', 'wlan0'])).toEqual({
    confs: {
      '50-eth0.conf': { cniVersion: '1.0.0', name: 'eth0', type: 'macvlan', master: 'eth0', ipam: {} },
      '50-wlan0.conf': { cniVersion: '1.0.0', name: 'wlan0', type: 'macvlan', master: 'wlan0', ipam: {} },
    },
    settings: { networks: { eth0: { uplink: 'eth0' }, wlan0: { uplink: 'wlan0' } } },
  })
})
