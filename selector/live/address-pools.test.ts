import { expect, test } from 'vitest'
import type { PluginConf } from '../../domain/configured-network.ts'
import { AddressPools } from './address-pools.ts'
import { poolNames } from './pool-names.ts'

test.each<[string, PluginConf, string[]]>([
  ['host-local', { type: 'bridge', ipam: { type: 'host-local', dataDir: '/a', subnet: '10.0.0.0/24' } }, []],
  ['no IPAM', { type: 'macvlan' }, []],
  ['flannel, which delegates', { type: 'flannel', delegate: { isDefaultGateway: true } }, []],
  ['static addresses', { type: 'macvlan', ipam: { type: 'static' } }, []],
  ['IPAM that is nonsense', { type: 'bridge', ipam: 'host-local' }, []],
  ['a daemon', { type: 'cilium-cni', enableDebug: false }, ['the daemon of cilium-cni']],
  ['a daemon, with empty IPAM', { type: 'weave-net', ipam: {} }, ['the daemon of weave-net']],
  ['calico', { type: 'calico', ipam: { type: 'calico-ipam' } }, ['calico-ipam']],
  [
    'calico with pools',
    { type: 'calico', ipam: { type: 'calico-ipam', ipv4_pools: ['a', 5], ipv6_pools: ['b'] } },
    ['calico-ipam a', 'calico-ipam b'],
  ],
  [
    'whereabouts',
    { type: 'macvlan', ipam: { type: 'whereabouts', range: '10.1.0.0/24', network_name: 'n' } },
    ['whereabouts n 10.1.0.0/24'],
  ],
  [
    'whereabouts with ranges',
    { type: 'ipvlan', ipam: { type: 'whereabouts', ipRanges: [{ range: '10.1.0.0/24' }, null] } },
    ['whereabouts  10.1.0.0/24'],
  ],
  [
    'IPAM of another kind',
    { type: 'bridge', ipam: { type: 'antrea', ippools: ['p'] } },
    ['antrea {"type":"antrea","ippools":["p"]}'],
  ],
])('poolNames() of a network with %s', (_which, plugin, names) => {
  expect(poolNames([plugin])).toEqual(names)
})

const calico = (name: string, ...pools: string[]) => ({
  name,
  plugins: [{ type: 'calico', ipam: { type: 'calico-ipam', ipv4_pools: pools } }],
})
const own = (name: string) => ({ name, plugins: [{ type: 'bridge', ipam: { type: 'host-local' } }] })

test('AddressPools puts together who shares a pool with one that shares with another', () => {
  const pools = new AddressPools(() => ({}))
  pools.learn([calico('a', 'x'), calico('b', 'y'), calico('c', 'y', 'x'), calico('d', 'z'), own('e')])
  expect(['a', 'b', 'c', 'd', 'e', 'unknown'].map((name) => pools.matesOf(name))).toEqual([
    ['b', 'c'],
    ['a', 'c'],
    ['a', 'b'],
    [],
    [],
    [],
  ])
})

test("AddressPools takes the operator's word before the conf's, and notices when it changes", () => {
  let pool: string | undefined = 'office'
  const pools = new AddressPools((network) =>
    network === 'd' || pool === undefined ? {} : { addressPool: pool },
  )
  const networks = [own('a'), calico('b', 'x'), calico('c', 'x'), calico('d', 'x')]
  pools.learn(networks)
  expect(pools.matesOf('a')).toEqual(['b', 'c'])
  expect(pools.matesOf('d')).toEqual([])
  pool = undefined
  pools.learn(networks)
  expect([pools.matesOf('a'), pools.matesOf('d')]).toEqual([[], ['b', 'c']])
})
