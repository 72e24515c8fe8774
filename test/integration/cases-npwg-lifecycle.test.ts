import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NodeUnderTest } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'

const definitions = {
  'storage.yaml': `
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: { name: storage }
spec:
  config: '{"cniVersion":"1.0.0","name":"storage","plugins":[{"type":"macvlan"},{"type":"sbr"}]}'
`,
}
const annotations = { cni: 'weave', 'k8s.v1.cni.cncf.io/networks': 'storage,storage@fast0' }
const added = [
  'ADD weave-net eth0',
  ...['ADD macvlan net1', 'ADD sbr net1'],
  ...['ADD macvlan fast0', 'ADD sbr fast0'],
]
const removed = added.toReversed().map((call) => call.replace('ADD', 'DEL'))

let node: NodeUnderTest
beforeAll(async () => {
  node = await NodeUnderTest.open()
  await node.setNetworkManifests(definitions)
})
afterAll(() => node[Symbol.asyncDispose]())

describe.each(pluginExecutables)('$name', (executable) => {
  test('DEL removes every network of a pod that is gone, its definitions gone as well', async () => {
    const pod = await node.pod(executable, { manifest: annotations })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    await pod.removeManifest()
    await node.setNetworkManifests({})
    try {
      expect(await pod.call('DEL')).toMatchObject({ status: 0, stdout: '' })
    } finally {
      await node.setNetworkManifests(definitions)
    }
    expect([await pod.order(), await pod.record()]).toEqual([[...added, ...removed], null])
  })

  test('CHECK reaches the additional networks too', async () => {
    const pod = await node.pod(executable, { annotations })
    await pod.call('ADD')
    expect(await pod.call('CHECK')).toMatchObject({ status: 0, stdout: '' })
    expect((await pod.order()).slice(5)).toEqual(added.map((call) => call.replace('ADD', 'CHECK')))
    await pod.delegates.tellToFail('sbr', 'CHECK', 3, 'a rule is missing')
    expect(await pod.call('CHECK')).toMatchObject({
      status: 1,
      answer: {
        code: 3,
        msg: 'Delegate "sbr" of network "storage" failed at CHECK of net1: a rule is missing',
      },
    })
  })

  test('the first failure of an additional network ends the ADD, and the default network is undone last', async () => {
    const pod = await node.pod(executable, { annotations })
    await pod.delegates.tell(
      'macvlan',
      'ADD',
      `[ "$CNI_IFNAME" = fast0 ] && { echo '{"code":11,"msg":"no address left"}'; exit 1; }; echo '{"cniVersion":"1.0.0"}'`,
    )
    expect(await pod.call('ADD')).toMatchObject({
      status: 1,
      answer: {
        code: 11,
        msg: 'Delegate "macvlan" of network "storage" failed at ADD of fast0: no address left',
      },
    })
    expect([await pod.order(), await pod.record()]).toEqual([
      [...added.slice(0, 4), ...removed.slice(1)],
      null,
    ])
  })
})
