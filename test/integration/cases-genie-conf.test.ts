import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hostNic } from '../../agent/conf-dir/host-nic.ts'
import { NodeUnderTest, usualConfs, type PodUnderTest } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'

/** Node takes 0.3 s for a call: long lists of what is refused at once run on the quickest build alone. */
const quickest = pluginExecutables.slice(-1)

const networks = {
  'physical.yaml': `
apiVersion: alpha.network.k8s.io/v1
kind: Physicalnetwork
metadata: { name: phynet1 }
spec:
  refer_nic: ens7
  sharedStatus: { plugin: macvlan, subnet: 10.32.0.0/16, dedicatedNet: true }
---
apiVersion: alpha.network.k8s.io/v1
kind: Physicalnetwork
metadata: { name: phynet2, namespace: default }
spec:
  sharedStaus: { plugin: weave, subnet: 10.40.0.0/16, dedicatedNet: false }
`,
  'logical.yaml': `
apiVersion: alpha.network.k8s.io/v1
kind: Logicalnetwork
metadata: { name: net1, namespace: default }
spec: { physicalNet: phynet1, sub_subnet: 10.32.7.0/24 }
---
apiVersion: alpha.network.k8s.io/v1
kind: Logicalnetwork
metadata: { name: whole }
spec: { physicalNet: phynet1 }
---
apiVersion: alpha.network.k8s.io/v1
kind: Logicalnetwork
metadata: { name: shared }
spec: { physicalNet: phynet2, sub_subnet: 10.99.0.0/24, plugin: flannel }
---
apiVersion: alpha.network.k8s.io/v1
kind: Logicalnetwork
metadata: { name: outside }
spec: { physicalNet: phynet1, sub_subnet: 10.0.0.0/12 }
---
apiVersion: alpha.network.k8s.io/v1
kind: Logicalnetwork
metadata: { name: secret, namespace: other }
spec: { physicalNet: phynet1, sub_subnet: 10.32.8.0/24 }
`,
}

let node: NodeUnderTest
beforeAll(async () => {
  node = await NodeUnderTest.open()
  await node.setNetworkManifests(networks)
})
beforeEach(() => node.setConfs(usualConfs))
afterAll(() => node[Symbol.asyncDispose]())

/** What every delegate has got, each on its interface. */
const confsOf = async (pod: PodUnderTest) =>
  (await pod.delegates.calls()).map(({ command, ifname, stdin }) => [
    command,
    ifname,
    JSON.parse(stdin) as unknown,
  ])

describe.each(pluginExecutables)('$name', (executable) => {
  test('plugins without a conf get one in memory, on ADD and on DEL, and the conf dir stays as it is', async () => {
    const before = await readdir(node.at('net.d'))
    const pod = await node.pod(executable, { annotations: { cni: 'bridge@br1,macvlan,sriov' } })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    const range = { type: 'host-local', subnet: '10.10.0.0/16' }
    const bridge = { cniVersion: '0.4.0', name: 'mybridgenet', type: 'bridge', ipam: range }
    const macvlan = {
      cniVersion: '0.4.0',
      name: 'macvlannet',
      type: 'macvlan',
      master: hostNic(),
      ipam: range,
    }
    const sriov = {
      cniVersion: '0.4.0',
      name: 'sriovnet',
      type: 'sriov',
      master: hostNic(),
      ipam: {
        type: 'host-local',
        subnet: '10.55.206.0/26',
        gateway: '10.55.206.1',
        routes: [{ dst: '0.0.0.0/0' }],
      },
    }
    expect(await confsOf(pod)).toEqual([
      ['ADD', 'br1', bridge],
      ['ADD', 'eth0', macvlan],
      ['ADD', 'eth1', sriov],
    ])
    expect(await pod.call('DEL')).toMatchObject({ status: 0 })
    expect((await confsOf(pod)).slice(3)).toEqual([
      ['DEL', 'eth1', { ...sriov, prevResult: expect.anything() as unknown }],
      ['DEL', 'eth0', { ...macvlan, prevResult: expect.anything() as unknown }],
      ['DEL', 'br1', { ...bridge, prevResult: expect.anything() as unknown }],
    ])
    expect(await readdir(node.at('net.d'))).toEqual(before)
  })

  test("the bridge that an operator has a conf for is the operator's", async () => {
    const own = { cniVersion: '1.0.0', name: 'own', type: 'bridge', bridge: 'br7' }
    await node.setConfs({ '10-mine.conf': own })
    const pod = await node.pod(executable, { annotations: { cni: 'bridge' } })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await confsOf(pod)).toEqual([['ADD', 'eth0', own]])
  })

  test('a conf with every member that CNI-Genie read or passed over is taken', async () => {
    const conf = {
      cniVersion: '0.3.1',
      log_level: 'debug',
      datastore_type: 'kubernetes',
      hostname: 'node-1',
      romana_root: 'http://10.0.0.1:9600',
      segment_label_name: 'romanaSegment',
      etcd_endpoints: 'http://10.0.0.1:2379',
      default_plugin: 'weave@net5',
      cAdvisor_address: 'http://127.0.0.1:4194',
      kubernetes: { k8s_api_root: 'https://10.96.0.1', kubeconfig: '/etc/cni/net.d/genie-kubeconfig' },
      policy: { type: 'k8s', k8s_api_root: 'https://10.96.0.1', k8s_auth_token: 'x', k8s_client_key: 'y' },
    }
    await node.setConfs({
      ...usualConfs,
      '00-genie.conf': { ...conf, name: 'k8s-pod-network', type: 'genie' },
    })
    const pod = await node.pod(executable, { annotations: {} })
    expect(await pod.call('ADD', { conf })).toMatchObject({ status: 0, answer: { cniVersion: '0.3.1' } })
    expect(await pod.order()).toEqual(['ADD weave-net net5'])
  })

  test('K8S_ANNOT says what a pod wants of which nobody else knows', async () => {
    const pod = await node.pod(executable)
    const annotations = JSON.stringify({ cni: 'weave,flannel@net1', note: 'a;b=c}' })
    const env = { CNI_ARGS: pod.cniArgs(`;K8S_ANNOT=${annotations};MORE=1`) }
    expect(await pod.call('ADD', { env })).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual(['ADD weave-net eth0', 'ADD flannel net1'])
  })

  test('logical networks are attached with their plugin, their subnet and their parent', async () => {
    const pod = await node.pod(executable, { annotations: { cni: '', networks: 'net1@eth4, whole,shared' } })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    const macvlan = { cniVersion: '0.4.0', type: 'macvlan', master: 'ens7' }
    expect(await confsOf(pod)).toEqual([
      [
        'ADD',
        'eth4',
        { ...macvlan, name: 'default.net1', ipam: { type: 'host-local', subnet: '10.32.7.0/24' } },
      ],
      [
        'ADD',
        'eth0',
        { ...macvlan, name: 'default.whole', ipam: { type: 'host-local', subnet: '10.32.0.0/16' } },
      ],
      [
        'ADD',
        'eth1',
        { cniVersion: '1.0.0', name: 'default.shared', type: 'flannel', ipam: { subnet: '10.99.0.0/24' } },
      ],
    ])
    await node.setNetworkManifests({})
    try {
      expect(await pod.call('DEL')).toMatchObject({ status: 0 })
    } finally {
      await node.setNetworkManifests(networks)
    }
    expect((await pod.order()).slice(3)).toEqual(['DEL flannel eth1', 'DEL macvlan eth0', 'DEL macvlan eth4'])
  })

  test('logical networks need no cni annotation beside them, and follow the networks of one that there is', async () => {
    const alone = await node.pod(executable, { annotations: { networks: 'shared' } })
    const beside = await node.pod(executable, { annotations: { cni: 'weave', networks: 'shared@net9' } })
    for (const pod of [alone, beside]) expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect([await alone.order(), await beside.order()]).toEqual([
      ['ADD flannel eth0'],
      ['ADD weave-net eth0', 'ADD flannel net9'],
    ])
  })

  test('the cni annotation says the default networks, the selection the additional ones', async () => {
    await node.setNetworkManifests({
      'flannel.yaml': `
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: { name: flannel }
`,
    })
    const annotations = { cni: 'weave,calico@net7', 'k8s.v1.cni.cncf.io/networks': 'flannel,flannel@x0' }
    const pod = await node.pod(executable, { annotations })
    try {
      expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    } finally {
      await node.setNetworkManifests(networks)
    }
    expect(await pod.order()).toEqual([
      'ADD weave-net eth0',
      ...['ADD calico net7', 'ADD portmap net7'],
      'ADD flannel net2',
      'ADD flannel x0',
    ])
  })
})

describe.each(quickest)('$name refuses, before anything runs,', (executable) => {
  const noName =
    "in the networks annotation as it is no name of a logical network: name one of the pod's own namespace"
  test.each([
    [
      "a path to another tenant's network",
      '../../other/logicalnetworks/secret',
      `Cannot attach to "../../other/logicalnetworks/secret" ${noName}`,
    ],
    ['a network with a namespace before it', 'other/secret', `Cannot attach to "other/secret" ${noName}`],
    [
      "another namespace's network by its name",
      'secret',
      'Cannot attach to logical network "secret" of namespace default as there is none: create it first',
    ],
    [
      'a subnet outside of its physical network',
      'outside',
      'Cannot attach to logical network "outside" of namespace default as its subnet 10.0.0.0/12 is not within 10.32.0.0/16 of physical network "phynet1": change one of them',
    ],
    [
      'a comma at the end',
      'net1,',
      'Cannot read "net1," in the networks annotation as an entry is empty: name a network there or remove the comma',
    ],
  ])('%s', async (_, list, msg) => {
    const pod = await node.pod(executable, { annotations: { cni: '', networks: list } })
    expect(await pod.call('ADD')).toMatchObject({ status: 1, answer: { code: 7, msg } })
    expect([await pod.order(), await pod.record()]).toEqual([[], null])
  })

  test.each(['{"cni":"weave"', '["weave"]', '{"cni":1}'])('K8S_ANNOT=%s', async (annotations) => {
    const pod = await node.pod(executable)
    const env = { CNI_ARGS: pod.cniArgs(`;K8S_ANNOT=${annotations}`) }
    const msg = 'Cannot read K8S_ANNOT in CNI_ARGS as it is not a JSON object of strings'
    expect(await pod.call('ADD', { env })).toMatchObject({ status: 1, answer: { code: 7, msg } })
    expect(await pod.order()).toEqual([])
  })
})
