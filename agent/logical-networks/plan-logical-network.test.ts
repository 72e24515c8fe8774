import { expect, test } from 'vitest'
import { readNetwork } from '../../pod-networks/read-network.ts'
import { parseManifests } from '../manifests/parse-manifests.ts'
import { parseLogicalNetwork, parsePhysicalNetwork } from './logical-network.ts'
import { planLogicalNetwork, type LogicalNetworkSource } from './plan-logical-network.ts'

const physical = (name: string, spec: string) =>
  `{apiVersion: alpha.network.k8s.io/v1, kind: Physicalnetwork, metadata: {name: ${name}}, spec: ${spec}}\n---\n`
const logical = (name: string, spec: string) =>
  `{apiVersion: alpha.network.k8s.io/v1, kind: Logicalnetwork, metadata: {name: ${name}}, spec: ${spec}}\n---\n`

const { manifests } = parseManifests(
  [
    physical(
      'own',
      '{refer_nic: ens4, sharedStatus: {plugin: macvlan, subnet: 10.32.0.0/16, dedicatedNet: true}}',
    ),
    physical('typo', '{sharedStaus: {plugin: bridge, subnet: "fd00:1::/48", dedicatedNet: true}}'),
    physical('shared', '{}'),
    physical('path', '{refer_nic: ../../x, sharedStatus: {dedicatedNet: false}}'),
    logical('all', '{physicalNet: own}'),
    logical('part', '{physicalNet: own, sub_subnet: 10.32.7.0/24}'),
    logical('outside', '{physicalNet: own, sub_subnet: 10.33.0.0/24}'),
    logical('wider', '{physicalNet: own, sub_subnet: 10.0.0.0/8}'),
    logical('six', '{physicalNet: typo, sub_subnet: "fd00:1:0:7::/64"}'),
    logical('mixed', '{physicalNet: typo, sub_subnet: 10.32.7.0/24}'),
    logical('free', '{physicalNet: shared, plugin: bridge, sub_subnet: 10.40.0.0/24}'),
    logical('no-plugin', '{physicalNet: shared, sub_subnet: 10.40.0.0/24}'),
    logical('no-subnet', '{physicalNet: shared, plugin: bridge}'),
    logical('no-cidr', '{physicalNet: shared, plugin: bridge, sub_subnet: 10.40.0.0}'),
    logical('orphan', '{physicalNet: gone}'),
    logical('bad-nic', '{physicalNet: path, plugin: bridge, sub_subnet: 10.40.0.0/24}'),
  ].join(''),
)
const found =
  <T extends { namespace: string; name: string }>(all: readonly T[]) =>
  (namespace: string, name: string) =>
    all.find((each) => each.namespace === namespace && each.name === name)
const source: LogicalNetworkSource = {
  logical: found(manifests.flatMap((each) => parseLogicalNetwork(each) ?? [])),
  physical: found(manifests.flatMap((each) => parsePhysicalNetwork(each) ?? [])),
}

const resolve = (type: string) => {
  const ipam = { type: 'host-local', big: 0, ranges: [], rangeStart: 'x', routes: [{ dst: '0.0.0.0/0' }] }
  const text = JSON.stringify({ cniVersion: '1.0.0', name: type, type, ipam }).replace(
    ':0,',
    ':12345678901234567890,',
  )
  const read = readNetwork(`/d/${type}.conf`, text)
  if (read.kind !== 'network') throw new Error('Cannot read the conf')
  return read.network
}
const plan = (name: string, ifname: string | null = null) =>
  planLogicalNetwork({ name, ifname }, 'default', source, resolve)

test('a dedicated physical network gives its plugin, its interface and its subnet', () => {
  expect(plan('all', 'eth4')).toEqual({
    network: 'default.all',
    ifname: 'eth4',
    conflist:
      '{"plugins":[{"master":"ens4","ipam":{"subnet":"10.32.0.0/16","type":"host-local","big":12345678901234567890,"routes":[{"dst":"0.0.0.0/0"}]},"cniVersion":"1.0.0","name":"macvlan","type":"macvlan"}],"name":"default.all","cniVersion":"1.0.0"}',
  })
})

test.each([
  ['part', 'macvlan', '10.32.7.0/24'],
  ['six', 'bridge', 'fd00:1:0:7::/64'],
  ['free', 'bridge', '10.40.0.0/24'],
])('logical network %s is %s on %s', (name, type, subnet) => {
  expect(JSON.parse(plan(name).conflist)).toMatchObject({ plugins: [{ type, ipam: { subnet } }] })
})

test.each([
  ['outside', '10.33.0.0/24 is not within 10.32.0.0/16 of physical network "own"'],
  ['wider', '10.0.0.0/8 is not within 10.32.0.0/16'],
  ['mixed', '10.32.7.0/24 is not within fd00:1::/48'],
  ['no-plugin', 'names no plugin'],
  ['no-subnet', 'has no subnet'],
  ['no-cidr', 'write it as address/prefix'],
  ['orphan', 'its physical network "gone" is missing'],
  ['bad-nic', 'Cannot use refer_nic of physical network "path"'],
  ['nobody', 'as there is none: create it first'],
  ['../../other/logicalnetworks/secret', 'is no name of a logical network'],
  ['__proto__', 'is no name of a logical network'],
])('logical network %s is refused', (name, sentence) => {
  expect(() => plan(name)).toThrow(
    expect.objectContaining({ code: 7, message: expect.stringContaining(sentence) as string }),
  )
})

test('parseLogicalNetwork() and parsePhysicalNetwork() say what is wrong, and pass over other kinds', () => {
  const manifest = {
    uid: '',
    generation: 0,
    annotations: {},
    labels: {},
    namespace: 'n',
    name: 'x',
    apiVersion: 'alpha.network.k8s.io/v1',
  }
  expect(() => parseLogicalNetwork({ ...manifest, kind: 'Logicalnetwork', spec: {} })).toThrow('physicalNet')
  expect(() =>
    parsePhysicalNetwork({ ...manifest, kind: 'Physicalnetwork', spec: { refer_nic: 1 } }),
  ).toThrow('spec/refer_nic')
  expect(parseLogicalNetwork({ ...manifest, kind: 'Physicalnetwork', spec: {} })).toBe(undefined)
  expect(parsePhysicalNetwork({ ...manifest, kind: 'Physicalnetwork', apiVersion: 'v1', spec: {} })).toBe(
    undefined,
  )
})
