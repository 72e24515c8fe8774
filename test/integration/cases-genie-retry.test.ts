import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import type { DecisionPage, NetworkBoard } from '../../domain/network-board.ts'
import { NodeUnderTest, type PodUnderTest } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'

const single = (name: string, type: string) => ({ cniVersion: '1.0.0', name, type })
const full = 'failed to allocate for range 0: no IP addresses available in range set: 10.9.0.1-10.9.0.6'

const patience = { timeout: 20_000 }

describe.each(pluginExecutables)('$name', (executable) => {
  let node: NodeUnderTest
  beforeAll(async () => {
    node = await NodeUnderTest.open()
  })
  afterAll(() => node[Symbol.asyncDispose]())

  /** Whatever cooled down in the test before is of an agent that has gone. */
  beforeEach(async () => {
    await node.stopAgent()
    await node.setConfs({
      '00-genie.conf': single('genie', 'genie'),
      '10-a.conf': single('a', 'calico'),
      '20-b.conf': single('b', 'flannel'),
      '30-c.conf': single('c', 'weave-net'),
    })
    await node.startAgent()
  })

  const newPod = (annotations: Record<string, string> = { cni: '' }) => node.pod(executable, { annotations })

  async function decisionsOf({ uid }: PodUnderTest): Promise<readonly Decision[]> {
    const { decisions } = (await node.get('/api/v1/decisions?limit=200')).body as DecisionPage
    return decisions.filter(({ pod }) => pod.uid === uid)
  }

  const outcomesOf = async (pod: PodUnderTest) => (await decisionsOf(pod)).map(({ outcome }) => outcome)

  async function exclusionOf(network: string) {
    const { networks } = (await node.get('/api/v1/networks')).body as NetworkBoard
    return networks.find(({ name }) => name === network)?.standing.excluded ?? null
  }

  test('a network without addresses cools down, and the runner-up is taken within the same ADD', async () => {
    const pod = await newPod()
    await pod.delegates.tellToFail('calico', 'ADD', 11, full)
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual(['ADD calico eth0', 'DEL calico eth0', 'ADD flannel eth0'])
    await expect.poll(() => outcomesOf(pod), patience).toEqual(['attached', 'failed'])
    const [second, first] = await decisionsOf(pod)
    expect([first?.chosen, first?.error]).toEqual(['a', expect.stringContaining(full)])
    expect([second?.chosen, second?.tried]).toEqual([
      'b',
      [{ network: 'a', error: expect.stringContaining(full) as string }],
    ])
    expect(second?.candidates.find(({ network }) => network === 'a')?.excluded).toEqual({
      code: 'cooling-down',
      detail: expect.stringMatching(/^it has just failed \(no addresses left, said host-local\)/) as string,
      parameters: { why: 'no addresses left, said host-local', seconds: expect.any(Number) as number },
    })
    expect(await pod.record()).toMatchObject({ state: 'done', decision: second?.id })

    const next = await newPod()
    expect(await next.call('ADD')).toMatchObject({ status: 0 })
    expect(await next.order()).toEqual(['ADD flannel eth0'])
    expect(await pod.call('DEL')).toMatchObject({ status: 0 })
    expect((await pod.order()).slice(3)).toEqual(['DEL flannel eth0'])
  })

  test('every network is tried once, and the last error is the answer, with nothing left', async () => {
    const pod = await newPod()
    for (const delegate of ['calico', 'flannel', 'weave-net'])
      await pod.delegates.tellToFail(delegate, 'ADD', 50, `${delegate} is not ready`)
    expect(await pod.call('ADD')).toMatchObject({
      status: 1,
      answer: {
        code: 50,
        msg: 'Delegate "weave-net" of network "c" failed at ADD of eth0: weave-net is not ready',
      },
    })
    expect((await pod.order()).filter((call) => call.startsWith('ADD'))).toHaveLength(3)
    expect(await pod.record()).toBeNull()
    const [last, ...others] = await decisionsOf(pod)
    expect(last?.tried?.map(({ network }) => network)).toEqual(['a', 'b'])
    await expect.poll(() => outcomesOf(pod), patience).toEqual(['failed', 'failed', 'failed'])
    expect(others).toHaveLength(2)
    expect(await (await newPod()).call('ADD')).toMatchObject({ status: 1, answer: { code: 11 } })
  })

  test('a failure that says nothing of the network is the answer, and no other one is tried', async () => {
    const pod = await newPod()
    await pod.delegates.tellToFail('calico', 'ADD', 7, 'this pod is wrong')
    expect(await pod.call('ADD')).toMatchObject({ status: 1, answer: { code: 7 } })
    expect(await pod.order()).toEqual(['ADD calico eth0', 'DEL calico eth0'])
    expect(await exclusionOf('a')).toBeNull()
  })

  test('a network that the pod has named itself is not changed for another, and cools down for others', async () => {
    const pod = await newPod({ cni: 'a' })
    await pod.delegates.tellToFail('calico', 'ADD', 999, full)
    expect(await pod.call('ADD')).toMatchObject({ status: 1, answer: { code: 999 } })
    expect(await pod.order()).toEqual(['ADD calico eth0', 'DEL calico eth0'])
    await expect.poll(() => exclusionOf('a'), patience).toMatchObject({ code: 'cooling-down' })
  })

  test('of several picks one that is full is changed for the next, with all undone before', async () => {
    const pod = await newPod({ cni: '', 'cni-genie.io/pick': '2' })
    await pod.delegates.tellToFail('flannel', 'ADD', 11, 'busy')
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual([
      ...['ADD calico eth0', 'ADD flannel eth1', 'DEL flannel eth1', 'DEL calico eth0'],
      ...['ADD calico eth0', 'ADD weave-net eth1'],
    ])
  })

  test('a DEL ranks nothing, of a pod that is known or of one that is not', async () => {
    const pod = await newPod()
    const stranger = await newPod()
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    const count = async () =>
      ((await node.get('/api/v1/decisions?limit=200')).body as DecisionPage).decisions.length
    const before = await count()
    for (const each of [pod, pod, stranger]) expect(await each.call('DEL')).toMatchObject({ status: 0 })
    expect(await count()).toBe(before)
  })

  test('without an agent several picks are the first ones of its last order', async () => {
    await node.stopAgent()
    const pod = await newPod({ cni: '', 'cni-genie.io/pick': '2' })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual(['ADD calico eth0', 'ADD flannel eth1'])
    await node.startAgent()
  })

  test.each<[Record<string, string>, string]>([
    [{ cni: '', 'cni-genie.io/pick': '0' }, 'write how many networks to pick, from 1 to 8'],
    [{ cni: 'a', 'cni-genie.io/pick': '2' }, "names the pod's own"],
    [{ cni: ',b', 'cni-genie.io/pick': '2' }, 'as an entry is empty'],
    [{ cni: 'b,' }, 'as an entry is empty'],
  ])('a pod with %j is refused', async (annotations, words) => {
    const pod = await newPod(annotations)
    expect(await pod.call('ADD')).toMatchObject({
      status: 1,
      answer: { code: 7, msg: expect.stringContaining(words) as string },
    })
    expect(await pod.order()).toEqual([])
  })
})
