import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NodeUnderTest } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'

const latest = { cniVersion: '1.1.0' }
const key = 'cni.dev/valid-attachments'
/** STATUS and GC are about the node. */
const ofNoContainer = {
  CNI_CONTAINERID: undefined,
  CNI_NETNS: undefined,
  CNI_IFNAME: undefined,
  CNI_ARGS: undefined,
}

describe.each(pluginExecutables)('$name', (executable) => {
  let node: NodeUnderTest
  beforeAll(async () => {
    node = await NodeUnderTest.open()
    await node.setConfs({ '10-x.conf': { ...latest, name: 'x', type: 'bridge' } })
  })
  afterAll(() => node[Symbol.asyncDispose]())

  test('STATUS is 50 while the agent is away, the code of a delegate that is not ready, and else nothing', async () => {
    const pod = await node.pod(executable)
    const status = (genie = {}) => pod.call('STATUS', { env: ofNoContainer, conf: { ...latest, genie } })
    expect(await status()).toMatchObject({ status: 0, stdout: '' })
    await pod.delegates.tellToFail('bridge', 'STATUS', 50, 'no address is left')
    expect(await status()).toMatchObject({
      status: 1,
      answer: {
        ...latest,
        code: 50,
        msg: 'Delegate "bridge" of network "x" failed at STATUS: no address is left',
      },
    })
    const socket = node.at('nobody.sock')
    expect(await status({ socket })).toMatchObject({
      status: 1,
      answer: {
        ...latest,
        code: 50,
        msg: `Cannot attach pods as nobody listens at ${socket}: start genie-agent`,
      },
    })
    expect(await pod.order()).toEqual(['STATUS bridge ', 'STATUS bridge '])
  })

  test('GC with an empty list undoes what is stale, delegates see an empty list, and the agent knows', async () => {
    const pod = await node.pod(executable, { annotations: { cni: 'x,x@net1' } })
    expect(await pod.call('ADD', { conf: latest })).toMatchObject({ status: 0 })
    expect(await pod.call('GC', { env: ofNoContainer, conf: { ...latest, [key]: [] } })).toMatchObject({
      status: 0,
      stdout: '',
    })
    expect([await pod.order(), await node.journal()]).toEqual([
      ['ADD bridge eth0', 'ADD bridge net1', 'DEL bridge net1', 'DEL bridge eth0', 'GC bridge '],
      [],
    ])
    const collected = (await pod.delegates.calls()).at(-1)
    expect(JSON.parse(collected?.stdin ?? '')).toMatchObject({ name: 'x', [key]: [] })
    expect((await node.get(`/api/v1/pods/default/${pod.name}`)).status).toBe(404)
  })
})
