import { expect, test } from 'vitest'
import { defaultNetwork } from './default-network.ts'

test('defaultNetwork() knows the plugins that need no conf, whatever their letter case', () => {
  expect(JSON.parse(defaultNetwork('Bridge', 'ens3')?.conflist ?? '')).toEqual({
    cniVersion: '0.4.0',
    name: 'mybridgenet',
    plugins: [
      {
        cniVersion: '0.4.0',
        name: 'mybridgenet',
        type: 'bridge',
        ipam: { type: 'host-local', subnet: '10.10.0.0/16' },
      },
    ],
  })
  expect(defaultNetwork('macvlan', 'ens3')).toMatchObject({
    name: 'macvlannet',
    fileName: 'macvlan',
    plugins: [{ type: 'macvlan', master: 'ens3' }],
  })
  expect(defaultNetwork('sriov', 'ens3')).toMatchObject({ plugins: [{ ipam: { gateway: '10.55.206.1' } }] })
})

test.each(['', 'weave', 'constructor', 'bridge '])('defaultNetwork() knows no %j', (name) => {
  expect(defaultNetwork(name, 'ens3')).toBe(null)
})
