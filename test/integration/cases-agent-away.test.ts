import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NodeUnderTest, usualConfs } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { StubAgent } from '../support/stub-agent.ts'

let node: NodeUnderTest
const hanging = new StubAgent()
/** One of another release, which nobody has to wait for. */
const foreign = new StubAgent()
beforeAll(async () => {
  node = await NodeUnderTest.open()
  await hanging.listen(node.at('hanging.sock'))
  hanging.answer = () => 'say nothing'
  await foreign.listen(node.at('foreign.sock'))
  foreign.answer = () => ({ line: '2{"type":"plan"}' })
})
beforeEach(() => node.setConfs(usualConfs))
afterAll(async () => {
  for (const agent of [hanging, foreign]) await agent[Symbol.asyncDispose]()
  await node[Symbol.asyncDispose]()
})

const away = () => [
  {
    socket: node.at('nobody.sock'),
    why: 'nobody listens there (ENOENT): start genie-agent, or set genie.socket to its socket',
  },
  {
    socket: node.at('hanging.sock'),
    why: 'it did not answer within 1900 ms: see what keeps genie-agent busy',
  },
]

describe.each(pluginExecutables)('$name', (executable) => {
  test('a pod of which only a dead or hanging agent could know is to come again within 2 s, and nothing has run', async () => {
    for (const { socket, why } of away()) {
      const pod = await node.pod(executable, { manifest: { cni: 'weave' } })
      expect(await pod.call('ADD', { conf: { genie: { socket } } })).toMatchObject({
        status: 1,
        answer: {
          code: 11,
          msg: `Cannot ask the agent at ${socket} for the pod's networks as ${why}; the runtime will try again`,
        },
      })
      expect([await pod.order(), await pod.record()]).toEqual([[], null])
    }
  })

  test('a pod whose annotations the runtime hands over is attached and removed without the agent', async () => {
    for (const { socket } of away()) {
      const pod = await node.pod(executable, { annotations: { cni: 'flannel@net7,weave' } })
      const conf = { genie: { socket } }
      expect(await pod.call('ADD', { conf })).toMatchObject({ status: 0 })
      expect(await pod.call('CHECK', { conf })).toMatchObject({ status: 0 })
      expect(await pod.call('DEL', { conf })).toMatchObject({ status: 0 })
      expect([await pod.order(), await pod.record()]).toEqual([
        [
          ...['ADD flannel net7', 'ADD weave-net eth0'],
          ...['CHECK flannel net7', 'CHECK weave-net eth0'],
          ...['DEL weave-net eth0', 'DEL flannel net7'],
        ],
        null,
      ])
    }
  })

  test('a pod that leaves the choice to us gets the best network of the order that the agent has left', async () => {
    const { order } = JSON.parse(await readFile(node.at('state/last-good.json'), 'utf8')) as {
      order: readonly string[]
    }
    const pod = await node.pod(executable, { annotations: { cni: '' } })
    await node.stopAgent()
    try {
      expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    } finally {
      await node.startAgent()
    }
    expect((await pod.record())?.attachments.map(({ network }) => network)).toEqual(order.slice(0, 1))
  })

  test.each<[string, Readonly<Record<string, string>>]>([
    ['definitions', { cni: 'weave', 'k8s.v1.cni.cncf.io/networks': 'storage' }],
    ['logical networks', { cni: '', networks: 'net1' }],
    ['another default network', { 'v1.multus-cni.io/default-network': 'storage' }],
  ])('a pod that needs %s, which only the agent can look up, is to come again', async (_, annotations) => {
    const pod = await node.pod(executable, { annotations })
    const conf = { genie: { socket: node.at('foreign.sock') } }
    expect(await pod.call('ADD', { conf })).toMatchObject({ status: 1, answer: { code: 11 } })
    expect([await pod.order(), await pod.record()]).toEqual([[], null])
  })

  test('an agent that was started anew serves the next pod', async () => {
    await node.stopAgent()
    await node.startAgent()
    const pod = await node.pod(executable, { manifest: { cni: 'weave' } })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual(['ADD weave-net eth0'])
  })
})
