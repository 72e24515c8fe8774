import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NodeUnderTest, usualConfs } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { StubAgent } from '../support/stub-agent.ts'

let node: NodeUnderTest
beforeAll(async () => {
  node = await NodeUnderTest.open()
})
beforeEach(() => node.setConfs(usualConfs))
afterAll(() => node[Symbol.asyncDispose]())

const added = ['ADD flannel eth0', 'ADD weave-net net7', 'ADD calico eth1', 'ADD portmap eth1']
const removed = ['DEL portmap eth1', 'DEL calico eth1', 'DEL weave-net net7', 'DEL flannel eth0']
const cni = 'flannel,weave@net7,calico'

describe.each(pluginExecutables)('$name', (executable) => {
  test('when the second of three networks fails, what was begun is undone in reverse and its error is the answer', async () => {
    const pod = await node.pod(executable, { annotations: { cni } })
    await pod.delegates.tellToFail('weave-net', 'ADD', 120, 'no address left')
    await pod.delegates.tellToFail('flannel', 'DEL', 121, 'not this one')
    const { status, answer } = await pod.call('ADD')
    expect([status, answer]).toEqual([
      1,
      {
        cniVersion: '1.0.0',
        code: 120,
        msg: 'Delegate "weave-net" of network "weave" failed at ADD of net7: no address left',
        details:
          'not all was undone, DEL will try again: Delegate "flannel" of network "cbr0" failed at DEL of eth0: not this one',
      },
    ])
    expect(await pod.order()).toEqual([...added.slice(0, 2), ...removed.slice(2)])

    await pod.delegates.tell('flannel', 'DEL', '')
    expect(await pod.call('DEL')).toMatchObject({ status: 0 })
    expect([(await pod.order()).slice(4), await pod.record()]).toEqual([removed, null])
  })

  test('DEL goes in reverse, each network on its own interface', async () => {
    const pod = await node.pod(executable, { annotations: { cni } })
    await pod.call('ADD')
    expect(await pod.call('DEL')).toMatchObject({ status: 0, stdout: '' })
    expect([await pod.order(), await pod.record()]).toEqual([[...added, ...removed], null])
  })

  test('DEL of a pod that is gone removes what the journal says', async () => {
    const pod = await node.pod(executable, { manifest: { cni } })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    await pod.removeManifest()
    expect(await pod.call('DEL')).toMatchObject({ status: 0, stdout: '' })
    expect([await pod.order(), await pod.record()]).toEqual([[...added, ...removed], null])
  })

  test('DEL with the agent dead or hanging removes what the journal says', async () => {
    const hanging = node.at('hanging.sock')
    await using agent = new StubAgent()
    await agent.listen(hanging)
    for (const socket of [node.at('nobody.sock'), hanging]) {
      const pod = await node.pod(executable, { annotations: { cni } })
      await pod.call('ADD')
      expect(await pod.call('DEL', { conf: { genie: { socket } } })).toMatchObject({ status: 0, stdout: '' })
      expect([await pod.order(), await pod.record()]).toEqual([[...added, ...removed], null])
    }
    expect(await agent.report()).toMatchObject({ command: 'DEL', outcome: 'done' })
  })

  test('DEL after the annotation and the conf dir have changed removes what was attached', async () => {
    const pod = await node.pod(executable, { manifest: { cni: 'weave' } })
    await pod.call('ADD')
    await pod.setManifest({ cni: 'flannel,calico' })
    await node.setConfs({ '30-weave.conf': { cniVersion: '1.0.0', name: 'weave', type: 'romana' } })
    expect(await pod.call('DEL')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual(['ADD weave-net eth0', 'DEL weave-net eth0'])
    const [add, del] = await pod.delegates.calls()
    expect(add?.stdin).toBe('{"cniVersion":"1.0.0","name":"weave","type":"weave-net"}')
    expect(del?.stdin).toBe(
      '{"cniVersion":"1.0.0","name":"weave","prevResult":{"cniVersion":"1.0.0","interfaces":[{"name":"eth0","sandbox":"' +
        `/proc/${process.pid}/ns/net` +
        '"}],"ips":[{"address":"10.9.0.5/16","interface":0}]},"type":"weave-net"}',
    )
  })

  test('the three DELs of a runtime, the last ones without a namespace, and one after the conf is gone, all succeed', async () => {
    const pod = await node.pod(executable, { annotations: { cni } })
    await pod.call('ADD')
    await node.setConfs({})
    for (const env of [{}, { CNI_NETNS: '' }, { CNI_NETNS: undefined }])
      expect(await pod.call('DEL', { env })).toMatchObject({ status: 0, stdout: '' })
    expect(await pod.order()).toEqual([...added, ...removed])
  })

  test("delegates learn the pod's UID, and a pod that was made anew meanwhile is refused but may go", async () => {
    const pod = await node.pod(executable, { manifest: { cni: 'weave' } })
    await pod.call('ADD')
    const [call] = await pod.delegates.calls()
    expect(call?.env['CNI_ARGS']).toBe(pod.cniArgs())
    await pod.setManifest({ cni: 'weave' }, 'u-new')
    const stale = { CNI_CONTAINERID: `${pod.containerId}-again` }
    expect(await pod.call('ADD', { env: stale })).toMatchObject({
      status: 1,
      answer: {
        code: 7,
        msg: `Cannot attach pod default/${pod.name} of UID ${pod.uid} as it was made anew with UID u-new`,
      },
    })
    expect(await pod.call('DEL')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual(['ADD weave-net eth0', 'DEL weave-net eth0'])
  })

  test('a static pod, whose UID the API server does not know, is attached', async () => {
    const pod = await node.pod(executable)
    await pod.setManifest({ cni: 'weave', 'kubernetes.io/config.mirror': 'f00d' }, 'u-of-the-mirror')
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual(['ADD weave-net eth0'])
  })

  test('CHECK reaches every delegate in order, and a missing interface is its error', async () => {
    const pod = await node.pod(executable, { annotations: { cni } })
    await pod.call('ADD')
    expect(await pod.call('CHECK')).toMatchObject({ status: 0, stdout: '' })
    const checked = added.map((call) => call.replace('ADD', 'CHECK'))
    expect((await pod.order()).slice(4)).toEqual(checked)

    await pod.delegates.tellToFail('weave-net', 'CHECK', 3, 'net7 has no link')
    expect(await pod.call('CHECK')).toMatchObject({
      status: 1,
      answer: {
        code: 3,
        msg: 'Delegate "weave-net" of network "weave" failed at CHECK of net7: net7 has no link',
      },
    })
    expect((await pod.order()).slice(8)).toEqual(checked.slice(0, 2))
  })

  test('at cniVersion 0.2.0 two networks are attached, and the answer is of the one that such a result has room for', async () => {
    const pod = await node.pod(executable, { annotations: { cni: 'weave,flannel' } })
    await pod.delegates.tellToPrint('weave-net', 'ADD', '{"cniVersion":"0.2.0","ip4":{"ip":"10.2.0.9/16"}}')
    const { status, answer } = await pod.call('ADD', { conf: { cniVersion: '0.2.0' } })
    expect([status, answer]).toEqual([0, { cniVersion: '0.2.0', ip4: { ip: '10.2.0.9/16' } }])
    expect(await pod.order()).toEqual(['ADD weave-net eth0', 'ADD flannel eth1'])
    expect(await pod.call('DEL', { conf: { cniVersion: '0.2.0' } })).toMatchObject({ status: 0 })
    expect((await pod.order()).slice(2)).toEqual(['DEL flannel eth1', 'DEL weave-net eth0'])
  })

  test('a route without a gateway stays one, through the merged answer as well', async () => {
    const route = { dst: '10.96.0.0/12' }
    const told = { cniVersion: '0.3.1', ips: [{ version: '4', address: '10.2.0.9/16' }], routes: [route] }
    for (const networks of ['weave', 'weave,flannel']) {
      const pod = await node.pod(executable, { annotations: { cni: networks } })
      await pod.delegates.tellToPrint('weave-net', 'ADD', JSON.stringify(told))
      expect(await pod.call('ADD')).toMatchObject({
        status: 0,
        answer: { cniVersion: '1.0.0', routes: [route] },
      })
    }
  })

  test('port mappings of the runtime reach portmap and nobody else', async () => {
    const portMappings = [{ hostPort: 8080, containerPort: 80, protocol: 'tcp' }]
    const pod = await node.pod(executable, { annotations: { cni: 'calico' } })
    await pod.call('ADD', { conf: { runtimeConfig: { portMappings } } })
    const got = (await pod.delegates.calls()).map(({ name, stdin }) => [
      name,
      (JSON.parse(stdin) as Readonly<Record<string, unknown>>)['runtimeConfig'],
    ])
    expect(got).toEqual([
      ['calico', undefined],
      ['portmap', { portMappings }],
    ])
  })
})
