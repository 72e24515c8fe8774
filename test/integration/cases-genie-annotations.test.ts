import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NodeUnderTest, usualConfs } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'

/** Node takes 0.3 s for a call: long lists of what never reaches a delegate run on the quickest build alone. */
const quickest = pluginExecutables.slice(-1)

let node: NodeUnderTest
beforeAll(async () => {
  node = await NodeUnderTest.open()
})
beforeEach(() => node.setConfs(usualConfs))
afterAll(() => node[Symbol.asyncDispose]())

describe.each(pluginExecutables)('$name', (executable) => {
  test('a pod that names one network gets this one on CNI_IFNAME', async () => {
    const pod = await node.pod(executable, { annotations: { cni: 'weave' } })
    const { status, answer } = await pod.call('ADD')
    expect([status, await pod.order()]).toEqual([0, ['ADD weave-net eth0']])
    expect(answer).toEqual({
      cniVersion: '1.0.0',
      interfaces: [{ name: 'eth0', sandbox: `/proc/${process.pid}/ns/net` }],
      ips: [{ address: '10.9.0.5/16', interface: 0 }],
    })
  })

  test('a pod that names two networks gets them in its order, and the answer tells of both', async () => {
    const pod = await node.pod(executable, { annotations: { cni: 'weave,flannel' } })
    await pod.delegates.tellToPrint(
      'flannel',
      'ADD',
      '{"cniVersion":"0.3.1","ips":[{"version":"4","address":"10.2.0.9/16"}]}',
    )
    const { status, answer } = await pod.call('ADD')
    expect([status, await pod.order()]).toEqual([0, ['ADD weave-net eth0', 'ADD flannel eth1']])
    const sandbox = `/proc/${process.pid}/ns/net`
    expect(answer).toEqual({
      cniVersion: '1.0.0',
      interfaces: [
        { name: 'eth0', sandbox },
        { name: 'eth1', sandbox },
      ],
      ips: [
        { address: '10.9.0.5/16', interface: 0 },
        { address: '10.2.0.9/16', interface: 1 },
      ],
    })
  })

  test('interfaces that are asked for are reserved, the others get the next free number', async () => {
    const pod = await node.pod(executable, { annotations: { cni: 'flannel,weave@eth0,calico@eth2,flannel' } })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual([
      'ADD flannel eth1',
      'ADD weave-net eth0',
      ...['ADD calico eth2', 'ADD portmap eth2'],
      'ADD flannel eth3',
    ])
  })

  test('a pod without the annotation gets the first valid conf, broken ones and our own passed over', async () => {
    await node.setConfs({
      '00-zz.conf': { cniVersion: '1.0.0', name: 'zz', type: 'genie' },
      '01-cut-off.conflist': '{"cniVersion":"1.0.0","name":"x","plugins":[{"type":"calico"',
      '02-empty.conf': '',
      '03-no-plugin.conflist': { cniVersion: '1.0.0', name: 'none', plugins: [] },
      '04-way-out.conf': { cniVersion: '1.0.0', name: 'out', type: '../../bin/sh' },
      '05-to-come.conf': { cniVersion: '9.9.9', name: 'a', type: 'bridge' },
      '06-flannel.conf': { cniVersion: '1.0.0', name: 'cbr0', type: 'flannel' },
      '07-weave.conf': { cniVersion: '1.0.0', name: 'weave', type: 'weave-net' },
    })
    const pod = await node.pod(executable, { annotations: { app: 'web' } })
    expect(await pod.call('ADD', { env: { CNI_IFNAME: 'veth9' } })).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual(['ADD flannel veth9'])
  })

  test('a pod without the annotation gets all networks of default_plugin, in order', async () => {
    const pod = await node.pod(executable, { annotations: {} })
    expect(await pod.call('ADD', { conf: { default_plugin: 'weave, flannel@net3' } })).toMatchObject({
      status: 0,
    })
    expect(await pod.order()).toEqual(['ADD weave-net eth0', 'ADD flannel net3'])
  })

  test.each(['', '   '])('a pod whose annotation is "%s" gets the network of a decision', async (cni) => {
    const pod = await node.pod(executable, { annotations: { cni } })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    const { body } = await node.get('/api/v1/decisions?limit=1')
    const { decisions } = body as { decisions: readonly { pod: unknown; chosen: string; ifname: string }[] }
    expect(decisions).toMatchObject([
      { pod: { namespace: 'default', name: pod.name, uid: pod.uid }, ifname: 'eth0' },
    ])
    expect((await pod.record())?.attachments.map(({ network }) => network)).toEqual([decisions[0]?.chosen])
  })

  test('a network may be named by its file, its conf or its plugin, in letters of any case', async () => {
    const cni = 'Calico,CBR0,weave-net,romana,Romana'
    const pod = await node.pod(executable, { annotations: { cni } })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual([
      ...['ADD calico eth0', 'ADD portmap eth0'],
      'ADD flannel eth1',
      'ADD weave-net eth2',
      'ADD romana eth3',
      'ADD romana eth4',
    ])
  })

  test("a file's name counts before a conf's, that before a plugin's type, and a broken file leaves its name to a later one", async () => {
    await node.setConfs({
      '10-other.conf': { cniVersion: '1.0.0', name: 'x', type: 'weave' },
      '20-last.conf': { cniVersion: '1.0.0', name: 'weave', type: 'romana' },
      '30-weave.conf': '{"cniVersion":"1.0.0","name":"broken"',
    })
    const asked = async () => {
      const pod = await node.pod(executable, { annotations: { cni: 'weave' } })
      await pod.call('ADD')
      return pod.order()
    }
    const byConf = await asked()
    await node.setConfs({
      '10-other.conf': { cniVersion: '1.0.0', name: 'weave', type: 'romana' },
      '30-weave.conf': '{"cniVersion":"1.0.0","name":"broken"',
      '40-weave.conf': { cniVersion: '1.0.0', name: 'y', type: 'flannel' },
      '50-weave.conflist': { cniVersion: '1.0.0', name: 'z', plugins: [{ type: 'calico' }] },
    })
    expect([byConf, await asked()]).toEqual([['ADD romana eth0'], ['ADD flannel eth0']])
  })

  test(`${executable.crowd} pods that arrive at once are all attached, each with a whole record`, async () => {
    const { crowd } = executable
    const pods = await Promise.all(
      Array.from({ length: crowd }, () =>
        node.pod(executable, { annotations: { cni: 'weave,flannel@net1' } }),
      ),
    )
    const outcomes = await Promise.all(pods.map((pod) => pod.call('ADD')))
    expect(outcomes.map(({ status }) => status)).toEqual(pods.map(() => 0))
    const records = await Promise.all(pods.map((pod) => pod.record()))
    expect(records.map((record) => [record?.state, record?.podUid, record?.attachments.length])).toEqual(
      pods.map(({ uid }) => ['done', uid, 2]),
    )
  })
})

describe.each(quickest)('$name refuses, before anything runs,', (executable) => {
  const calico = 'calico (k8s-pod-network), flannel (cbr0), weave, Romana (romana-k8s)'
  test.each([
    [
      'two networks on one interface',
      'weave@x,flannel@x',
      'Cannot attach two networks to x: give each its own interface in the cni annotation',
    ],
    [
      'an interface that leads elsewhere',
      'flannel@../../x',
      'Cannot use the interface of "flannel@../../x" in the cni annotation as it holds a slash, a colon or white space',
    ],
    [
      'an interface of 16 bytes',
      'flannel@e234567890123456',
      'Cannot use the interface of "flannel@e234567890123456" in the cni annotation as it is longer than 15 bytes',
    ],
    [
      'nothing after the @',
      'weave,flannel@',
      'Cannot use the interface of "flannel@" in the cni annotation as it is empty',
    ],
    [
      'a directory as an interface',
      'flannel@..',
      'Cannot use the interface of "flannel@.." in the cni annotation as it is a directory',
    ],
    [
      'two @ in an entry',
      'flannel@a@b',
      'Cannot read "flannel@a@b" in the cni annotation as it has more than one @: write network@interface',
    ],
    [
      'a comma at the end',
      'weave,',
      'Cannot read "weave," in the cni annotation as an entry is empty: name a network there or remove the comma',
    ],
    [
      'a network that there is not',
      'weave,canal',
      `Cannot attach to "canal" as this node has no such network: it has ${calico}`,
    ],
    [
      'a path as a network',
      'weave,../../etc/shadow',
      `Cannot attach to "../../etc/shadow" as this node has no such network: it has ${calico}`,
    ],
    [
      'more networks than any pod needs',
      'weave,'.repeat(40_000).concat('weave'),
      'Cannot read the cni annotation as it selects 40001 networks: select at most 64',
    ],
    [
      'a name as long as all annotations',
      'x'.repeat(200_000),
      `Cannot read "${'x'.repeat(64)}…" in the cni annotation as no network has so long a name`,
    ],
    [
      'ourselves',
      'weave,genie',
      `Cannot attach to "genie" as it is this plugin itself: name one of ${calico}`,
    ],
    [
      'ourselves in letters of another case',
      'Genie',
      `Cannot attach to "Genie" as it is this plugin itself: name one of ${calico}`,
    ],
  ])('%s', async (_, cni, msg) => {
    const pod = await node.pod(executable, { annotations: { cni } })
    expect(await pod.call('ADD')).toMatchObject({ status: 1, answer: { cniVersion: '1.0.0', code: 7, msg } })
    expect([await pod.order(), await pod.record()]).toEqual([[], null])
  })

  test.each([
    ['the name of its file', 'own'],
    ['its name', 'inner'],
  ])('a conf of our own type, by %s', async (_, cni) => {
    await node.setConfs({
      '10-weave.conf': { cniVersion: '1.0.0', name: 'weave', type: 'weave-net' },
      '20-own.conflist': {
        cniVersion: '1.0.0',
        name: 'inner',
        plugins: [{ type: 'portmap' }, { type: 'genie' }],
      },
    })
    const pod = await node.pod(executable, { annotations: { cni } })
    const msg = `Cannot attach to "${cni}" as it is this plugin itself: name one of weave`
    expect(await pod.call('ADD')).toMatchObject({ status: 1, answer: { code: 7, msg } })
    expect(await pod.order()).toEqual([])
  })

  test('any pod while there is our own conf only', async () => {
    await node.setConfs({ '00-genie.conf': usualConfs['00-genie.conf'] ?? '' })
    for (const annotations of [{}, { cni: '' }, { cni: 'weave' }]) {
      const pod = await node.pod(executable, { annotations })
      expect(await pod.call('ADD')).toMatchObject({
        status: 1,
        answer: {
          code: 11,
          msg: 'Cannot attach any pod as this node has no network yet: put a conf into its conf dir',
        },
      })
    }
  })
})
