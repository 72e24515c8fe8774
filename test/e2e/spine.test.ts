import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CommandError, runCommand } from '../../lab/run-command.ts'
import { noRealNode, RealNode } from '../support/real-node.ts'

describe.skipIf(noRealNode !== '')(`A pod on a real node${noRealNode}`, () => {
  const node = new RealNode()
  const { api, runtime } = node

  beforeAll(() => node.open())
  afterAll(() => node.close())

  test('cni: "" gives it the network of a stored decision, and the outside answers through it', async () => {
    await node.withPod({ cni: '' }, async (pod) => {
      const decision = await api.decisionFor(pod.pod.uid)
      expect(decision).toMatchObject({ ifname: 'eth0', outcome: 'attached', pod: pod.pod })
      expect(node.addressesOf(decision?.chosen ?? '')).toEqual(pod.ips)
      expect(await node.interfacesOf(pod.namespace)).toEqual({ eth0: pod.ips })
      const flow = await node.traffic.start({ from: pod.namespace, bitsPerSecond: 1e6, seconds: 1 })
      expect(await flow()).toBeGreaterThan(0)
    })
  })

  test('leaving gives everything back, and the decision says so', async () => {
    const pod = await runtime.add(node.podRef('leaves'), { cni: '' })
    await runtime.remove(pod, {})
    expect(await api.decisionFor(pod.pod.uid)).toMatchObject({ outcome: 'detached' })
  })

  test('two networks by name become two interfaces, and DEL takes both', async () => {
    await node.withPod({ cni: 'routed-80m,bridge-40m@net7' }, async (pod) => {
      const [routed, bridged] = pod.ips
      expect(await node.interfacesOf(pod.namespace)).toEqual({ eth0: [routed], net7: [bridged] })
    })
  })

  test('without the annotation it joins the first network of the conf dir, and no decision is made', async () => {
    await node.withPod({}, async (pod) => {
      expect(node.addressesOf('bridge-40m')).toEqual(pod.ips)
      expect(await api.decisionFor(pod.pod.uid)).toBeNull()
    })
  })

  test.each([
    ['weave', 'Cannot attach to "weave" as this node has no such network: it has bridge-40m'],
    ['genie', 'Cannot attach to "genie" as it is this plugin itself'],
    ['bridge-40m@eth0,routed-80m@eth0', 'Cannot attach two networks to eth0'],
  ])('cni: "%s" is refused in one sentence and leaves nothing', async (cni, sentence) => {
    await expect(runtime.add(node.podRef('refused'), { cni })).rejects.toThrow(sentence)
    expect(node.journal()).toEqual([])
  })

  test('CHECK is content with what ADD made, and not when somebody took the interface away', async () => {
    const pod = await runtime.add(node.podRef('checked'), { cni: 'bridge-40m' })
    const check = () => node.call('CHECK', pod)
    expect(await check()).toBe('')
    await runCommand(['ip', '-n', pod.namespace, 'link', 'delete', 'eth0'])
    await expect(check()).rejects.toThrow(CommandError)
    await runtime.remove(pod, {})
  })

  test('with the agent away a pod gets what was best, and the restarted agent learns who has left', async () => {
    const leaves = await runtime.add(node.podRef('leaves'), { cni: '' })
    await node.stopAgent()
    const comes = await runtime.add(node.podRef('comes'), { cni: '' })
    expect(await node.interfacesOf(comes.namespace)).toEqual({ eth0: comes.ips })
    for (const pod of [leaves, comes]) await runtime.remove(pod, {})
    expect(node.journal()).toEqual([])
    await node.startAgent()
    const outcome = async () => (await api.decisionFor(leaves.pod.uid))?.outcome
    await expect.poll(outcome, { timeout: 20_000 }).toBe('detached')
  })
})
