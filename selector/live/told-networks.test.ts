import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PluginConf } from '../../domain/configured-network.ts'
import { catalogue } from '../../questionnaire/catalogue/catalogue.ts'
import { entriesOf } from '../../questionnaire/catalogue/entries-of.ts'
import { AddressPools } from './address-pools.ts'
import { confFactsOf } from './conf-facts.ts'
import { toldNetworks } from './told-networks.ts'

const networksOf = (confs: readonly PluginConf[]) =>
  confs.map((conf, at) => ({ name: `n${at}`, plugins: [conf], missingPlugin: null }))

/** As a store gives it back. */
const toldOf = (confs: readonly PluginConf[]) =>
  JSON.parse(JSON.stringify(toldNetworks(networksOf(confs)))) as ReturnType<typeof networksOf>

const matesIn = (networks: ReturnType<typeof networksOf>) => {
  const pools = new AddressPools(() => ({}))
  pools.learn(networks)
  return networks.map(({ name }) => pools.matesOf(name))
}

test('toldNetworks() has what choosing looks at, and nothing else of a chain', () => {
  const calico: PluginConf = {
    type: 'calico',
    mtu: 1_440,
    datastore_type: 'kubernetes',
    etcd_endpoints: 'https://root:hunter2@etcd:2379',
    kubernetes: { kubeconfig: '/etc/cni/net.d/calico-kubeconfig', k8s_auth_token: 'eyJhbGciOi.abc' },
    ipam: { type: 'calico-ipam', ipv4_pools: ['blue', '10.5.0.0/16'], assign_ipv6: 'true', token: 'eyJ' },
  }
  const sriov: PluginConf = {
    type: 'sriov',
    deviceID: '0000:af:06.0',
    device: 'eth1',
    capabilities: { deviceID: true, ips: true },
    ipam: {
      type: 'whereabouts',
      range: '10.0.0.0/24',
      network_name: 'blue',
      etcd_password: 'hunter2',
      kubernetes: { kubeconfig: '/etc/kubeconfig' },
    },
  }
  const tuning: PluginConf = { type: 'tuning', sysctl: { 'net.core.somaxconn': '500' }, mtu: 9_000 }
  const [blue, green] = toldNetworks([
    { name: 'blue', plugins: [calico, tuning], missingPlugin: 'tuning' },
    { name: 'green', plugins: [sriov], missingPlugin: null },
  ])
  expect(blue).toEqual({
    name: 'blue',
    missingPlugin: 'tuning',
    plugins: [
      {
        type: 'calico',
        mtu: 1_440,
        ipam: {
          type: 'calico-ipam',
          ipv4_pools: ['blue', '10.5.0.0/16'],
          assign_ipv6: 'true',
          alike: 1,
        },
      },
      { type: 'tuning', mtu: 9_000 },
    ],
  })
  expect(green?.plugins).toEqual([
    {
      type: 'sriov',
      capabilities: { deviceID: true },
      deviceID: true,
      device: true,
      ipam: { type: 'whereabouts', range: '10.0.0.0/24', network_name: 'blue', alike: 2 },
    },
  ])
})

test('toldNetworks() puts a number in place of whatever is no word of its kind, the same for the same', () => {
  const whereabouts = (range: string) => ({ type: 'macvlan', ipam: { type: 'whereabouts', range } })
  const told = toldOf([whereabouts('pass word'), whereabouts('other one'), whereabouts('pass word')])
  expect(matesIn(told)).toEqual([['n2'], [], ['n0']])
  expect(JSON.stringify(told)).not.toMatch(/pass|word|other/)
})

test('toldNetworks() tells which networks have the same IPAM of a type that nobody here knows', () => {
  const unknown = (password: string) => ({ type: 'macvlan', ipam: { type: 'infoblox', password } })
  const told = toldOf([unknown('hunter2'), unknown('hunter3'), unknown('hunter2')])
  expect(matesIn(told)).toEqual([['n2'], [], ['n0']])
  expect(JSON.stringify(told)).not.toContain('hunter')
})

const secret = 'hunter2-S3CRET'
const types = [...catalogue.cnis.flatMap(({ plugins }) => plugins), 'flannel', 'sriov', 'unheard-of']
const ipamTypes = ['host-local', 'static', 'dhcp', 'calico-ipam', 'whereabouts', 'spiderpool', 'infoblox', '']
const ranges = ['10.1.0.0/16', '10.0.0.5-10.0.0.9/24', 'fd00::/64', '::1/128', 'usePodCidr', secret]
const of = (values: readonly unknown[]) => fc.constantFrom(...values)
const some = <T extends object>(model: { readonly [Key in keyof T]: fc.Arbitrary<T[Key]> }) =>
  fc.record(model, { requiredKeys: [] })
const anIpam = some<Record<string, unknown>>({
  type: of([...ipamTypes, 5]),
  subnet: of([...ranges, 7]),
  range: of(ranges),
  ranges: fc.array(fc.array(some<object>({ subnet: of(ranges), gateway: of([secret]) }), { maxLength: 2 })),
  ipRanges: fc.array(some<object>({ range: of(ranges) }), { maxLength: 2 }),
  addresses: fc.array(some<object>({ address: of(ranges), token: of([secret]) }), { maxLength: 2 }),
  network_name: of(['blue', '', secret, 5]),
  ipv4_pools: fc.array(of(['blue', '10.0.0.0/8', secret]), { maxLength: 2 }),
  assign_ipv4: of([true, false, 'true', 'false']),
  assign_ipv6: of([true, false, 'true', 'false', secret]),
  password: of([secret, 'another']),
})
const aConf = fc
  .tuple(
    of(types) as fc.Arbitrary<string>,
    some<object>({
      ipam: fc.oneof(anIpam, fc.constant(null), fc.constant(secret)),
      mtu: of([0, 1_450, 9_000, '__CNI_MTU__', null]),
      delegate: some<object>({ mtu: of([1_400, secret]), token: of([secret]) }),
      capabilities: some<object>({ deviceID: of([true, 'true', false]), ips: of([secret]) }),
      deviceID: of([secret, null]),
      kubernetes: fc.constant({ kubeconfig: secret }),
      [secret]: of([secret]),
    }),
  )
  .map(([type, conf]): PluginConf => ({ ...conf, type }))

test('what is told of confs says of families, MTU, device, pools and catalogue what the confs do', () => {
  fc.assert(
    fc.property(fc.array(aConf, { maxLength: 4 }), (confs) => {
      const told = toldOf(confs)
      expect(told.map(({ plugins }) => confFactsOf(plugins))).toEqual(
        confs.map((conf) => confFactsOf([conf])),
      )
      expect(told.map(({ plugins }) => entriesOf(plugins))).toEqual(confs.map((conf) => entriesOf([conf])))
      expect(matesIn(told)).toEqual(matesIn(networksOf(confs)))
    }),
  )
})

test('nothing that is secret is ever told, whatever stands in a conf', () => {
  const text = fc.string({ minLength: 6 }).map((each) => `${each} ${secret}!`)
  const anything = fc.anything({ values: [text], key: text, withNullPrototype: false })
  const conf = fc
    .dictionary(
      of(['ipam', 'mtu', 'delegate', 'capabilities', 'device', 'x']) as fc.Arbitrary<string>,
      anything,
    )
    .map((members): PluginConf => ({ ...members, type: 'bridge' }))
  fc.assert(
    fc.property(fc.array(fc.oneof(conf, aConf.map(spoilt)), { maxLength: 3 }), (confs) => {
      expect(JSON.stringify(toldOf(confs))).not.toContain(secret)
    }),
  )
})

/** Every text of it with a secret that is no word, but for the types. */
function spoilt(conf: PluginConf): PluginConf {
  const spoil = (value: unknown): unknown => {
    if (typeof value === 'string') return `${value} ${secret}!`
    if (Array.isArray(value)) return value.map(spoil)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([member, each]) => [member, spoil(each)]))
  }
  return { ...(spoil(conf) as object), type: conf.type }
}
