import { expect, test } from 'vitest'
import type { KubeObject } from '../../../kube/kube-object.ts'
import { known, networkOf, objectsOf } from '../../../test/support/address-fixture.ts'
import { inShort } from '../../../test/support/counts-in-short.ts'
import { objectReaders } from '../address-readers.ts'
import { parseIpAddress } from '../ip-address.ts'

type Network = ReturnType<typeof networkOf>

const count = (
  network: Network,
  objects: readonly KubeObject[],
  leases: readonly string[] = [],
  others: readonly Network[] = [],
) => {
  const reader = objectReaders.find((each) => each.isOf(network))
  const networks = [network, ...others]
  const view = { ...known(objects), networks, leases: leases.flatMap((text) => parseIpAddress(text) ?? []) }
  return [reader?.name, inShort(reader?.count(network, view) ?? null)]
}

const calico = [...objectsOf('calico/ippools.json'), ...objectsOf('calico/ipamblocks.json')]
const ipam = (type: string, more: object = {}) =>
  networkOf('net', [{ type: 'macvlan', ipam: { type, ...more } }], 4)

test('Calico: pools by their blocks, and this node by its own and what it may still take', () => {
  const network = networkOf('k8s-pod-network', [{ type: 'calico', ipam: { type: 'calico-ipam' } }])
  expect(count(network, calico)).toEqual([
    'calico',
    [
      'pool v4 73/256 in 1',
      'node v4 60/243 in 1',
      'pool v6 20/18446744073709551616 in 1',
      'node v6 20/18446744073709551616 in 1',
    ],
  ])
})

test('Calico: a node that must keep to its own blocks has no more once no block is left', () => {
  const network = networkOf('net', [{ type: 'calico', ipam: { type: 'calico-ipam', ipv6_pools: ['none'] } }])
  const strict = [...calico, ...objectsOf('calico/ipamconfig.json')]
  expect(count(network, strict)[1]).toContain('node v4 60/128 in 1')
  const last = { ...objectsOf('calico/ipamblocks.json')[3], spec: {} } as KubeObject
  const spec = { cidr: '10.244.0.192/26', allocations: Array<null>(64).fill(null), affinity: 'host:node-c' }
  expect(count(network, [...strict, { ...last, spec }])[1]).toContain('node v4 60/64 in 1')
})

test('Calico: the pools that the conf names, by name or CIDR, and its public API group', () => {
  const named = networkOf('net', [
    { type: 'calico', ipam: { type: 'calico-ipam', ipv4_pools: ['10.60.0.0/24', 'default-ipv4-ippool'] } },
  ])
  const own = { ...objectsOf('calico/ipamblocks.json')[0] } as KubeObject
  const spec = {
    cidr: '10.60.0.0/26',
    allocations: [0, ...Array<null>(63).fill(null)],
    affinity: 'host:node-a',
  }
  const native = [...calico, { ...own, metadata: { name: 'b' }, spec }].map((object) => ({
    ...object,
    apiVersion: 'projectcalico.org/v3',
  }))
  expect(count(named, native)[1]?.slice(0, 2)).toEqual(['pool v4 74/512 in 2', 'node v4 61/499 in 2'])
})

test.each([
  ['cluster-pool', ['node v4 4/254 in 1', 'node v6 4/255 in 1']],
  ['eni', ['node v4 20/28 in ? grows']],
  ['multi-pool', ['node v4 4/90 in 3 grows']],
])('Cilium: %s', (mode, counts) => {
  const network = networkOf('cilium', [{ type: 'cilium-cni' }], 4)
  expect(count(network, objectsOf(`cilium/${mode}.json`))).toEqual(['cilium', counts])
})

test('Cilium: the most that a node may have is where its addresses end', () => {
  const [eni] = objectsOf('cilium/eni.json')
  const spec = structuredClone(eni?.spec) as { ipam: Record<string, unknown> }
  spec.ipam['max-allocate'] = 30
  const network = networkOf('cilium', [{ type: 'cilium-cni' }])
  expect(count(network, [{ ...eni, spec } as KubeObject])[1]).toEqual(['node v4 20/30 in ?'])
})

test('Kube-OVN: the default subnet for all pods, those of its provider for an attached network', () => {
  const subnets = objectsOf('kube-ovn/subnets.json')
  expect(count(networkOf('kube-ovn', [{ type: 'kube-ovn' }]), subnets)).toEqual([
    'kube-ovn',
    ['pool v4 11/65533 in 1', 'pool v6 11/65533 in 1'],
  ])
  expect(count(ipam('kube-ovn', { provider: 'attachnet.default.ovn' }), subnets)[1]).toEqual([
    'pool v4 103/253 in 1',
    'pool v6 15/18446744073709551615 in 1',
  ])
})

test.each([
  [{ range: '192.168.2.225/28' }, ['pool v4 3/14 in 1']],
  [{ range: '192.168.2.225/28', exclude: ['192.168.2.229/30', '192.168.2.229/30'] }, ['pool v4 3/10 in 1']],
  [{ range: '10.56.0.11-10.56.0.12/24', network_name: 'storage' }, ['pool v4 2/2 in 1']],
  [
    { range: '10.56.0.0/24', range_start: '10.56.0.10', range_end: '10.56.0.19', network_name: 'storage' },
    ['pool v4 4/10 in 1'],
  ],
  [
    { ipRanges: [{ range: '192.168.2.224/28' }, { range: 'fd00:9::/64' }] },
    ['pool v4 3/14 in 1', 'pool v6 2/18446744073709551614 in 1'],
  ],
  [{ range: '10.90.0.0/24', node_slice_size: '/28' }, ['node v4 5/14 in 1']],
  [{ range: '10.91.0.0/24' }, ['pool v4 0/254 in 1']],
  [{ range: '10.91.0.0/24', node_slice_size: '/28' }, null],
  [{}, null],
])('whereabouts: %j', (conf, counts) => {
  const objects = [...objectsOf('whereabouts/ippools.json'), ...objectsOf('whereabouts/nodeslicepools.json')]
  expect(count(ipam('whereabouts', conf), objects)).toEqual(['whereabouts', counts])
})

test('Antrea: the pools that the conf names, and else the podCIDR by what host-local has given out', () => {
  const pools = objectsOf('antrea/ippools.json')
  expect(count(ipam('antrea', { ippools: ['pool-v4', 'pool-v6'] }), pools)).toEqual([
    'antrea',
    ['pool v4 1/267 in 2', 'pool v6 200/256 in 1'],
  ])
  const plain = networkOf('antrea', [{ type: 'antrea', ipam: { type: 'host-local' } }])
  expect(count(plain, objectsOf('node/node.json'), ['10.244.3.2'])[1]).toEqual([
    'node v4 1/253 in 1',
    'node v6 0/18446744073709551614 in 1',
  ])
})

test.each([
  ['flannel', networkOf('cbr0', [{ type: 'flannel', delegate: { isDefaultGateway: true } }])],
  [
    'Canal',
    networkOf('k8s-pod-network', [{ type: 'calico', ipam: { type: 'host-local', subnet: 'usePodCidr' } }]),
  ],
])("%s: the node's podCIDRs, and what host-local has given out of them", (_which, network) => {
  const leases = ['10.244.3.2', '10.244.3.3', 'fd00:10:244:3::2', '10.99.0.1']
  expect(count(network, objectsOf('node/node.json'), leases)).toEqual([
    'node-cidr',
    ['node v4 2/253 in 1', 'node v6 1/18446744073709551614 in 1'],
  ])
})

test.each([
  ['ovn-kubernetes', ['node v4 4/508 in 1', 'node v6 4/18446744073709551613 in 1']],
  ['blue', ['node v4 4/4 in 1']],
])('OVN-Kubernetes: the subnets of this node on %s', (name, counts) => {
  const network = networkOf(name, [{ type: 'ovn-k8s-cni-overlay' }], 4)
  expect(count(network, objectsOf('ovn-kubernetes/node.json'))).toEqual(['ovn-kubernetes', counts])
})

test("OVN-Kubernetes: a further network without subnets of this node is not counted by another's", () => {
  const flat = networkOf('flat', [{ type: 'ovn-k8s-cni-overlay', topology: 'layer2' }], 4)
  expect(count(flat, objectsOf('ovn-kubernetes/node.json'))).toEqual(['ovn-kubernetes', []])
})

test.each([
  ['dynamic', ['node v4 4/250 in 1']],
  ['subnet-full', ['node v4 4/16 in 1']],
  ['overlay', ['node v4 4/256 in 1']],
])('Azure: %s', (mode, counts) => {
  const network = networkOf('azure', [{ type: 'azure-vnet', ipam: { type: 'azure-cns' } }], 4)
  expect(count(network, objectsOf(`azure/${mode}.json`))).toEqual(['azure', counts])
})

test("GKE: the node's podCIDRs for all pods; its part and the whole range for another network", () => {
  const objects = [...objectsOf('gke/node.json'), ...objectsOf('gke/gkenetworkparamsets.json')]
  expect(count(networkOf('gke-pod-network', [{ type: 'ptp' }], 4), objects)).toEqual([
    'gke',
    ['node v4 4/61 in 1'],
  ])
  expect(count(networkOf('blue', [{ type: 'gke' }], 4), objects)[1]).toEqual([
    'node v4 4/13 in 1',
    'pool v4 4/4096 in 1',
  ])
})

test.each([
  [{}, ['pool v4 7/10 in 1', 'pool v6 3/256 in 1']],
  [{ default_ipv4_ippool: ['default-v4-ippool', 'spare-v4-ippool'] }, ['pool v4 8/20 in 2']],
  [{ default_ipv4_ippool: ['*-v4-ippool'] }, ['pool v4 8/20 in 2']],
  [{ default_ipv4_ippool: ['closed-v4-ippool', 'node-b-v4-ippool'] }, []],
])('Spiderpool: %j', (conf, counts) => {
  const objects = objectsOf('spiderpool/spiderippools.json')
  expect(count(ipam('spiderpool', conf), objects)).toEqual(['spiderpool', counts])
})

test.each([
  ['cilium/cluster-pool.json', 'cilium-cni', 'node v4 6/254 in 1'],
  ['azure/dynamic.json', 'azure-vnet', 'node v4 6/250 in 1'],
  ['ovn-kubernetes/node.json', 'ovn-k8s-cni-overlay', 'node v4 6/508 in 1'],
])('what a node has is used by all networks that get theirs from it: %s', (file, type, first) => {
  const [one, other] = [networkOf('one', [{ type }], 4), networkOf('other', [{ type }], 2)]
  const objects = objectsOf(file)
  expect(count(one, objects, [], [other])[1]?.[0]).toBe(first)
  expect(count(other, objects, [], [one])[1]?.[0]).toBe(first)
})

test('OVN-Kubernetes: a network with subnets of its own shares them with none', () => {
  const networks = ['blue', 'other'].map((name) => networkOf(name, [{ type: 'ovn-k8s-cni-overlay' }], 2))
  const [blue, other] = networks as [Network, Network]
  const objects = objectsOf('ovn-kubernetes/node.json')
  expect(count(blue, objects, [], [other])[1]?.[0]).toBe('node v4 2/4 in 1')
  expect(count(other, objects, [], [blue])[1]?.[0]).toBe('node v4 2/508 in 1')
})

test('nobody counts a network by objects that nobody has heard of', () => {
  for (const reader of objectReaders)
    expect(reader.count(networkOf('net', [{ type: 'any' }]), known([]))).toBeNull()
})
