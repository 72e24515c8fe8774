import { expect, test } from 'vitest'
import { parseConflist } from '../../cni/parse-conflist.ts'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import type { Decision, SelectRequest } from '../../domain/decision.ts'
import { defaultProfile } from '../../domain/profile.ts'
import type { PlanRequest } from '../../domain/plan-protocol.ts'
import type { NetworkSelection } from '../../pod-networks/npwg/network-selection.ts'
import { readNetwork } from '../../pod-networks/read-network.ts'
import { planRequest } from '../../test/support/plan-request.ts'
import type { Annotations } from '../annotations/annotations-of.ts'
import { noLogicalNetworks } from '../logical-networks/logical-networks-of.ts'
import { makePlan } from './make-plan.ts'
import type { PlanSources } from './plan-sources.ts'
import type { WantedNetwork } from './wanted-network.ts'

const network = (file: string, name: string, type: string): ConfiguredNetwork => {
  const read = readNetwork(`/etc/cni/net.d/${file}`, JSON.stringify({ cniVersion: '1.0.0', name, type }))
  if (read.kind !== 'network') throw new Error(`Cannot read ${file}`)
  return read.network
}

const networks = [
  network('10-calico.conf', 'k8s-pod-network', 'calico'),
  network('20-Romana.conf', 'romana-net', 'romana'),
  network('30-weave.conf', 'weave', 'weave-net'),
]

const request = planRequest()

function ask(annotations: string | Annotations | undefined, over: Partial<PlanSources & PlanRequest> = {}) {
  const asked: SelectRequest[] = []
  const sources: PlanSources = {
    networks: () => networks,
    faults: () => [],
    isOwn: (name) => name === '00-genie',
    hostNic: () => 'ens3',
    annotationsOf: () =>
      Promise.resolve(typeof annotations === 'string' ? { cni: annotations } : (annotations ?? {})),
    profileOf: () => Promise.resolve(defaultProfile),
    logicalNetworks: {
      logical: (namespace, name) => ({
        namespace,
        name,
        spec: { physicalNet: 'phy', sub_subnet: '10.7.0.0/24' },
      }),
      physical: (namespace, name) => ({
        namespace,
        name,
        spec: { nic: undefined, plugin: 'weave', subnet: undefined, isDedicated: true },
      }),
    },
    planNads: (selections) => Promise.resolve(selections.map(nadOf)),
    select: (each) => {
      asked.push(each)
      return Promise.resolve({ id: 'd1', chosen: 'weave' } as Decision)
    },
    ...over,
  }
  const plan = makePlan({ ...request, ...over }, sources)
  return plan.then(({ attachments, decision }) => ({
    to: attachments.map((each) => `${each.network}@${each.ifname}`),
    decision,
    asked,
  }))
}

const nadOf = ({ namespace, name, ifname }: NetworkSelection): WantedNetwork => ({
  network: `${namespace}/${name}`,
  nad: `${namespace}/${name}`,
  ifname,
  conflist: `{"cniVersion":"1.0.0","name":"${name}","plugins":[{"type":"macvlan"}]}`,
})

test('makePlan() gives a pod without the annotation the first network by file name', async () => {
  expect(await ask(undefined)).toEqual({ to: ['k8s-pod-network@eth0'], decision: undefined, asked: [] })
})

test('makePlan() follows default_plugin where the conf sets it', async () => {
  expect((await ask(undefined, { defaultPlugin: 'weave, calico@net1' })).to).toEqual([
    'weave@eth0',
    'k8s-pod-network@net1',
  ])
})

test.each(['', '   '])('makePlan() asks the selector for a pod whose annotation is "%s"', async (cni) => {
  expect(await ask(cni)).toEqual({
    to: ['weave@eth0'],
    decision: 'd1',
    asked: [{ pod: { namespace: 'default', name: 'web', uid: 'u1' }, ifname: 'eth0' }],
  })
})

test('makePlan() keys a pod without a UID by its container', async () => {
  expect((await ask('', { podUid: '' })).asked[0]?.pod.uid).toBe('c1')
})

test.each([
  ['calico', ['k8s-pod-network@eth0']],
  ['k8s-pod-network', ['k8s-pod-network@eth0']],
  ['romana', ['romana-net@eth0']],
  ['weave-net@net3', ['weave@net3']],
  [
    'calico,weave@eth0,romana@eth2,calico',
    ['k8s-pod-network@eth1', 'weave@eth0', 'romana-net@eth2', 'k8s-pod-network@eth3'],
  ],
])('makePlan() attaches a pod with cni: "%s" in order', async (cni, to) => {
  expect((await ask(cni)).to).toEqual(to)
})

test('makePlan() names what there is when a network is unknown', async () => {
  await expect(ask('flannel')).rejects.toMatchObject({
    code: 7,
    message:
      'Cannot attach to "flannel" as this node has no such network: it has calico (k8s-pod-network), Romana (romana-net), weave',
  })
})

test('makePlan() tells of confs that were passed over when a network is unknown', async () => {
  const faults = () => ['Cannot use /etc/cni/net.d/40-flannel.conf as it is not a JSON object']
  await expect(ask('flannel', { faults })).rejects.toMatchObject({ details: faults()[0] })
})

test.each(['genie', '00-genie'])('makePlan() refuses %s, this plugin itself', async (cni) => {
  await expect(ask(cni)).rejects.toMatchObject({
    code: 7,
    message: expect.stringContaining('as it is this plugin itself') as string,
  })
})

test('makePlan() asks to try again while the node has no network', async () => {
  await expect(ask('', { networks: () => [] })).rejects.toMatchObject({ code: 11 })
})

test('makePlan() makes a conf for a plugin that needs none, also on a node without any', async () => {
  expect((await ask('bridge,macvlan@x')).to).toEqual(['mybridgenet@eth0', 'macvlannet@x'])
  expect((await ask('sriov', { networks: () => [] })).to).toEqual(['sriovnet@eth0'])
})

const npwg = 'k8s.v1.cni.cncf.io/networks'

test.each<[Annotations, string[]]>([
  [{ [npwg]: 'a@x0,b' }, ['k8s-pod-network@eth0', 'default/a@x0', 'default/b@net2']],
  [
    { [npwg]: 'flannel@eth1, network/weavenet@eth5' },
    ['k8s-pod-network@eth0', 'default/flannel@eth1', 'network/weavenet@eth5'],
  ],
  [
    { cni: 'weave,romana', [npwg]: 'a,a' },
    ['weave@eth0', 'romana-net@eth1', 'default/a@net2', 'default/a@net3'],
  ],
  [{ cni: '', [npwg]: 'a' }, ['weave@eth0', 'default/a@net1']],
  [{ cni: 'weave', [npwg]: '  ' }, ['weave@eth0']],
  [{ cni: '', networks: 'net1@eth0,net2' }, ['default.net1@eth0', 'default.net2@eth1']],
  [{ networks: 'net1' }, ['default.net1@eth0']],
  [{ cni: 'romana', networks: 'net1' }, ['romana-net@eth0', 'default.net1@eth1']],
  [{ networks: ' ' }, ['k8s-pod-network@eth0']],
  [{ 'v1.multus-cni.io/default-network': 'a' }, ['kube-system/a@eth0']],
  [
    { 'v1.multus-cni.io/default-network': 'ns/a', cni: 'weave', [npwg]: 'b' },
    ['ns/a@eth0', 'default/b@net1'],
  ],
])('makePlan() of %j', async (annotations, to) => {
  expect((await ask(annotations)).to).toEqual(to)
})

test('makePlan() reserves nothing for a pod whose additional networks cannot be', async () => {
  const asked: SelectRequest[] = []
  const refusal = ask(
    { cni: '', [npwg]: 'a' },
    {
      planNads: () => Promise.reject(new Error('no such definition')),
      select: (each) => {
        asked.push(each)
        return Promise.resolve({ id: 'd1', chosen: 'weave' } as Decision)
      },
    },
  )
  await expect(refusal).rejects.toThrow('no such definition')
  expect(asked).toEqual([])
})

test('makePlan() refuses one interface for a main and an additional network', async () => {
  await expect(ask({ cni: 'weave@x', [npwg]: 'a@x' })).rejects.toMatchObject({ code: 7 })
})

test('makePlan() gives every network but the main one source routing if the pod asks for it', async () => {
  const annotations = { cni: 'weave@net5,calico,romana', 'cni-genie.io/source-routing': 'true' }
  const plan = await makePlan(request, {
    networks: () => networks,
    faults: () => [],
    isOwn: () => false,
    hostNic: () => 'ens3',
    annotationsOf: () => Promise.resolve(annotations),
    profileOf: () => Promise.resolve(defaultProfile),
    logicalNetworks: noLogicalNetworks,
    planNads: () => Promise.resolve([]),
    select: () => Promise.reject(new Error('nobody asks')),
  })
  const types = plan.attachments.map(({ conflist }) =>
    parseConflist(conflist).plugins.map(({ type }) => type),
  )
  expect(types).toEqual([['weave-net', 'sbr'], ['calico'], ['romana', 'sbr']])
})

test('makePlan() refuses another word for source routing', async () => {
  await expect(ask({ 'cni-genie.io/source-routing': 'yes' })).rejects.toThrow('write "true" or "false"')
})
