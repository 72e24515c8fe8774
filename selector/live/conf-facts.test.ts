import fc from 'fast-check'
import { expect, test } from 'vitest'
import { confFactsOf } from './conf-facts.ts'

const bare = { needsDevice: false }

test.each<[object, object]>([
  [{}, bare],
  [{ ipam: { type: 'dhcp' } }, bare],
  [{ ipam: { type: 'host-local', subnet: '10.1.0.0/16' } }, { ...bare, families: ['IPv4'] }],
  [{ ipam: { type: 'host-local', subnet: 'usePodCidr' } }, bare],
  [
    { ipam: { type: 'host-local', ranges: [[{ subnet: 'fd00::/64' }], [{ subnet: '10.1.0.0/16' }]] } },
    { ...bare, families: ['IPv4', 'IPv6'] },
  ],
  [
    { ipam: { type: 'host-local', ranges: [[{ subnet: '10.1.0.0/16' }], [{}]] } },
    { ...bare, families: ['IPv4'] },
  ],
  [
    { ipam: { type: 'whereabouts', range: '10.0.0.5-10.0.0.9/24', ipRanges: [{ range: '2001:db8::/64' }] } },
    { ...bare, families: ['IPv4', 'IPv6'] },
  ],
  [{ ipam: { type: 'static', addresses: [{ address: '::1/128' }] } }, { ...bare, families: ['IPv6'] }],
  [{ ipam: { type: 'calico-ipam' } }, { ...bare, families: ['IPv4'] }],
  [
    { ipam: { type: 'calico-ipam', assign_ipv4: 'false', assign_ipv6: 'true' } },
    { ...bare, families: ['IPv6'] },
  ],
  [{ mtu: 1_450 }, { ...bare, mtu: 1_450 }],
  [{ mtu: 0 }, bare],
  [{ mtu: '__CNI_MTU__' }, bare],
  [
    { type: 'flannel', delegate: { mtu: 8_950 } },
    { ...bare, mtu: 8_950 },
  ],
  [{ type: 'sriov', capabilities: { deviceID: true } }, { needsDevice: true }],
  [{ type: 'host-device', capabilities: { deviceID: true }, device: 'eth1' }, bare],
])('confFactsOf() of %j', (plugin, facts) => {
  expect(confFactsOf([{ type: 'bridge', ...plugin }])).toEqual(facts)
})

test('confFactsOf() has the MTU of the last of the chain that sets one', () => {
  expect(
    confFactsOf([{ type: 'bridge', mtu: 1_500 }, { type: 'tuning', mtu: 9_000 }, { type: 'portmap' }]),
  ).toEqual({
    ...bare,
    mtu: 9_000,
  })
})

test('confFactsOf() reads any conf without a fault', () => {
  const anything = fc.anything()
  fc.assert(
    fc.property(
      fc.record({ ipam: anything, mtu: anything, capabilities: anything, delegate: anything }),
      fc.array(fc.array(fc.record({ subnet: fc.string() }))),
      (conf, ranges) => {
        const plugins = [
          { type: 'x', ...conf },
          { type: 'y', ipam: { ranges } },
        ]
        expect(typeof confFactsOf(plugins).needsDevice).toBe('boolean')
        expect(confFactsOf(plugins.toReversed()).mtu ?? 1).toBeGreaterThan(0)
      },
    ),
  )
})
