import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NodeUnderTest, type PodUnderTest } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'

/** Node takes 0.3 s for a call: long lists of what is refused at once run on the quickest build alone. */
const quickest = pluginExecutables.slice(-1)

const selectionKey = 'k8s.v1.cni.cncf.io/networks'
const defaultKey = 'v1.multus-cni.io/default-network'

const nad = (name: string, config?: string, namespace = 'default') =>
  JSON.stringify({
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: { name, namespace },
    ...(config !== undefined && { spec: { config } }),
  })

const plain = (type: string) => `{"cniVersion":"1.0.0","name":"${type}-net","type":"${type}"}`
const capable = `{"cniVersion":"1.0.0","name":"capable","plugins":[
  {"type":"macvlan","capabilities":{"ips":true,"mac":true},"args":{"cni":{"vlan":1,"kept":true},"own":2}},
  {"type":"portmap","capabilities":{"portMappings":true,"bandwidth":true}}]}`

const definitions = {
  'plain.yaml': nad('plain', plain('bridge')),
  'nameless.yaml': nad('nameless', '{"cniVersion":"0.4.0","type":"sriov", "mtu":12345678901234567890 }'),
  'capable.yaml': nad('capable', capable),
  'on-disk.yaml': nad('on-disk'),
  'nowhere.yaml': nad('nowhere'),
  'faulty.yaml': nad('faulty', '{"cniVersion":"1.0.0","type":"../../bin/sh"}'),
  'nested.yaml': nad('nested', '{"cniVersion":"1.0.0","name":"nested","type":"genie"}'),
  'theirs.yaml': nad('theirs', plain('flannel'), 'other'),
  'shared.yaml': nad('shared', plain('flannel'), 'common'),
  'admin.yaml': nad('admin', plain('romana'), 'kube-system'),
}

let node: NodeUnderTest
beforeAll(async () => {
  node = await NodeUnderTest.open()
  await node.setConfs({
    '10-weave.conf': { cniVersion: '1.0.0', name: 'weave', type: 'weave-net' },
    '20-x.conflist': {
      cniVersion: '1.0.0',
      name: 'on-disk',
      plugins: [{ type: 'calico' }, { type: 'portmap' }],
    },
  })
  await node.setNetworkManifests(definitions)
})
afterAll(() => node[Symbol.asyncDispose]())

const confsOf = async (pod: PodUnderTest) =>
  (await pod.delegates.calls()).map(({ stdin }) => JSON.parse(stdin) as unknown)

describe.each(pluginExecutables)('$name', (executable) => {
  const podThatSelects = (selection: unknown, others: Readonly<Record<string, string>> = {}) =>
    node.pod(executable, {
      annotations: {
        [selectionKey]: typeof selection === 'string' ? selection : JSON.stringify(selection),
        ...others,
      },
    })

  test('the default network comes first, then the selected ones on net<index>, the same one twice too', async () => {
    const pod = await podThatSelects('plain@x0, default/plain,nameless')
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual([
      'ADD weave-net eth0',
      'ADD bridge x0',
      'ADD bridge net2',
      'ADD sriov net3',
    ])
    expect((await pod.record())?.attachments.map(({ nad: from }) => from)).toEqual([
      null,
      'default/plain',
      'default/plain',
      'default/nameless',
    ])
  })

  test('a selected network that asks for eth0 gets it, and the default network the next free ethN', async () => {
    const pod = await podThatSelects('plain@eth0,nameless@eth1')
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual(['ADD weave-net eth2', 'ADD bridge eth0', 'ADD sriov eth1'])
  })

  test('a definition without a name gets its own, and all else of it arrives byte for byte', async () => {
    const pod = await podThatSelects('nameless')
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    const [, call] = await pod.delegates.calls()
    expect(call?.stdin).toBe(
      '{"cniVersion":"0.4.0","name":"nameless","type":"sriov", "mtu":12345678901234567890 }',
    )
  })

  test('a definition without a config means the conf of its name on the disk', async () => {
    const pod = await podThatSelects('on-disk')
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual(['ADD weave-net eth0', 'ADD calico net1', 'ADD portmap net1'])
  })

  test("what the pod asks reaches the plugins that declare it, and cni-args every plugin, the pod's before the definition's", async () => {
    const portMappings = [{ hostPort: 8080, containerPort: 80, protocol: 'tcp' }]
    const bandwidth = { ingressRate: 2048, ingressBurst: 1600 }
    const asked = { ips: ['10.9.0.7/24'], mac: '02:00:00:00:00:07', portMappings, bandwidth }
    const pod = await podThatSelects([{ name: 'capable', ...asked, 'cni-args': { vlan: 7 } }])
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    const told = { cniVersion: '1.0.0', name: 'capable' }
    expect((await confsOf(pod)).slice(1)).toEqual([
      {
        ...told,
        type: 'macvlan',
        args: { cni: { vlan: 7, kept: true }, own: 2 },
        runtimeConfig: { ips: asked.ips, mac: asked.mac },
      },
      {
        ...told,
        type: 'portmap',
        args: { cni: { vlan: 7 } },
        runtimeConfig: { portMappings, bandwidth },
        prevResult: expect.objectContaining({ ips: [{ address: '10.9.0.5/16', interface: 0 }] }) as unknown,
      },
    ])
    expect(await pod.call('DEL')).toMatchObject({ status: 0 })
    expect((await confsOf(pod)).slice(3, 5)).toMatchObject([
      { type: 'portmap', args: { cni: { vlan: 7 } }, runtimeConfig: { portMappings, bandwidth } },
      { type: 'macvlan', args: { cni: { vlan: 7, kept: true }, own: 2 }, runtimeConfig: { ips: asked.ips } },
    ])
  })

  test('what the runtime itself supplies goes to the default network and to no selected one', async () => {
    const pod = await podThatSelects('capable', { cni: 'on-disk' })
    const runtimeConfig = { portMappings: [{ hostPort: 53, containerPort: 53, protocol: 'udp' }] }
    expect(await pod.call('ADD', { conf: { runtimeConfig, args: { cni: { label: 'x' } } } })).toMatchObject({
      status: 0,
    })
    expect(await confsOf(pod)).toMatchObject([
      { type: 'calico', args: { cni: { label: 'x' } } },
      { type: 'portmap', args: { cni: { label: 'x' } } },
      { type: 'macvlan', args: { cni: { vlan: 1, kept: true }, own: 2 } },
      { type: 'portmap' },
    ])
    const [, , macvlan, portmap] = await confsOf(pod)
    expect([macvlan, portmap]).not.toContainEqual(
      expect.objectContaining({ runtimeConfig: expect.anything() as unknown }),
    )
    expect(portmap).not.toHaveProperty('args')
  })

  test('the default-network annotation swaps the default network, with kube-system as its namespace', async () => {
    const own = await podThatSelects('plain', { [defaultKey]: 'other/theirs' })
    const admins = await podThatSelects('plain', { [defaultKey]: 'admin', cni: 'weave' })
    for (const pod of [own, admins]) expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect([await own.order(), await admins.order()]).toEqual([
      ['ADD flannel eth0', 'ADD bridge net1'],
      ['ADD romana eth0', 'ADD bridge net1'],
    ])
  })

  test.each<[string, object]>([
    ['beside the others', { genie: { namespaceIsolation: true, globalNamespaces: 'common, default' } }],
    ['as Multus has them', { namespaceIsolation: true, globalNamespaces: 'common,default' }],
  ])(
    'with isolation on, its settings %s, only shared namespaces and its own are open to a pod',
    async (_, conf) => {
      const outcomes = []
      for (const selection of [
        'common/shared',
        'default/plain',
        'theirs',
        'other/theirs',
        'kube-system/admin',
      ]) {
        const pod = await node.pod(executable, {
          annotations: { [selectionKey]: selection },
          namespace: 'other',
        })
        outcomes.push((await pod.call('ADD', { conf: { ...conf } })).status)
      }
      expect(outcomes).toEqual([0, 0, 0, 0, 1])
      const stranger = await podThatSelects('other/theirs')
      expect(await stranger.call('ADD', { conf: { ...conf } })).toMatchObject({
        status: 1,
        answer: { code: 7 },
      })
      expect(await stranger.order()).toEqual([])
    },
  )

  test('without isolation a pod may select from any namespace', async () => {
    const pod = await podThatSelects('other/theirs@eth5', { cni: 'weave@eth1' })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual(['ADD weave-net eth1', 'ADD flannel eth5'])
  })

  test('the annotations that the runtime hands over count, whatever the pod is said to want elsewhere', async () => {
    const pod = await podThatSelects('plain')
    await pod.setManifest({ cni: 'nonsense,' })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual(['ADD weave-net eth0', 'ADD bridge net1'])
  })

  test('a pod of which nobody knows anything is asked to come again', async () => {
    const pod = await node.pod(executable)
    expect(await pod.call('ADD')).toMatchObject({
      status: 1,
      answer: {
        code: 11,
        msg: `Cannot attach pod default/${pod.name} as nothing is known of it yet: see that it exists`,
      },
    })
    expect([await pod.order(), await pod.record()]).toEqual([[], null])
  })
})

describe.each(quickest)('$name refuses, before anything runs,', (executable) => {
  const where = selectionKey
  test.each<[string, unknown, string]>([
    ['a path of three parts', 'a/b/c', `Cannot read "a/b/c" in ${where}: write namespace/name@interface`],
    ['two interfaces', 'plain@a@b', `Cannot read "plain@a@b" in ${where}: write namespace/name@interface`],
    ['a namespace that leads elsewhere', '../plain', `".." is no namespace`],
    [
      'a name that leads elsewhere',
      [{ name: '../../etc/passwd' }],
      `"../../etc/passwd" is no name of an object`,
    ],
    ['a name that is too long', 'n'.repeat(254), 'is no name of an object: write at most 253'],
    ['an interface that is too long', 'plain@e234567890123456', '"e234567890123456" is longer than 15 bytes'],
    ['an interface twice', 'plain@x,plain@x', 'Cannot attach two networks to x'],
    ['half a list', '[{"name":"plain"}', `Cannot read ${where} as it is no valid JSON`],
    ['an address that is none', [{ name: 'capable', ips: ['10.0.0.300'] }], '"10.0.0.300" is no IP address'],
    ['a mac that is none', [{ name: 'capable', mac: '02:00' }], '"02:00" is no MAC address'],
    [
      'a claim beside addresses',
      [{ name: 'capable', ips: ['10.0.0.3'], 'ipam-claim-reference': 'c' }],
      'ips says the addresses already',
    ],
    ['a definition that is missing', 'plain,absent', 'absent'],
    ['a definition of no network on this node', 'nowhere', 'nowhere'],
    ['a definition with a way out', 'faulty', 'faulty'],
    ['ourselves as a definition', 'nested', 'nested'],
    ['ips of plugins that do not declare them', [{ name: 'plain', ips: ['10.0.0.3/24'] }], 'ips'],
    ['a mac of plugins that do not declare it', [{ name: 'plain', mac: '02:00:00:00:00:07' }], 'mac'],
    [
      'ports of plugins that do not declare them',
      [{ name: 'plain', portMappings: [{ hostPort: 1, containerPort: 2 }] }],
      'portMappings',
    ],
    [
      'bandwidth of plugins that do not declare it',
      [{ name: 'plain', bandwidth: { ingressRate: 1, ingressBurst: 1 } }],
      'bandwidth',
    ],
    [
      'a guid of plugins that do not declare it',
      [{ name: 'plain', 'infiniband-guid': 'c2:11:22:33:44:55:66:77' }],
      'infiniband',
    ],
  ])('%s', async (_, selection, words) => {
    const text = typeof selection === 'string' ? selection : JSON.stringify(selection)
    const pod = await node.pod(executable, { annotations: { [selectionKey]: text } })
    const { status, answer } = await pod.call('ADD')
    expect([status, answer]).toMatchObject([1, { code: 7, msg: expect.stringContaining(words) as string }])
    expect([await pod.order(), await pod.record()]).toEqual([[], null])
  })
})
