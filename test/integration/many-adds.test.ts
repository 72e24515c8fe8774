import { describe, expect, test } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import type { DecisionPage } from '../../domain/network-board.ts'
import { LoadedNode, type Sandbox } from '../support/loaded-node.ts'
import { planRequest } from '../support/plan-request.ts'
import { PluginClient } from '../support/plugin-client.ts'
import { noProduct } from '../support/product.ts'

const pods = Array.from({ length: 500 }, (_, number) => `pod-${number}`)
const annotations = { cni: '' }
const sandboxes: readonly Sandbox[] = pods.map((pod) => ({ pod, containerId: pod, annotations }))
/** What no report has said the agent finds in the journal, within some seconds. */
const patience = { timeout: 20_000 }
const memoryLimitBytes = 64 * 1024 * 1024

/** All that the agent has decided. */
async function decisionsOf(node: LoadedNode): Promise<readonly Decision[]> {
  const all: Decision[] = []
  for (let before: string | null = ''; before !== null;) {
    const page: DecisionPage = await node.get(`/api/v1/decisions?limit=200${before && `&before=${before}`}`)
    all.push(...page.decisions)
    before = page.next
  }
  return all
}

/** The pods that the agent believes to be attached, or about to be; one that counts twice is there twice. */
async function podsThatCount(node: LoadedNode): Promise<readonly string[]> {
  const decisions = await decisionsOf(node)
  return decisions
    .filter(({ outcome }) => outcome === 'planned' || outcome === 'attached')
    .map(({ pod }) => pod.name)
    .sort()
}

describe.skipIf(noProduct !== '')(`${pods.length} pods at once${noProduct}`, { timeout: 60_000 }, () => {
  test('all get their network, count once, and leave nothing when they go', async () => {
    await using node = await LoadedNode.open()
    const { held } = node.agent.memory()

    for (const outcome of await node.callAll('ADD', sandboxes)) expect(outcome).toMatchObject({ status: 0 })
    expect(await node.leases.held()).toEqual(pods.map((pod) => `${pod}@eth0`).sort())
    const records = await Promise.all(pods.map((pod) => node.record(pod)))
    const decided = records.flatMap((record) => (record?.decision ? [record.podName] : []))
    await expect.poll(() => podsThatCount(node), patience).toEqual(decided.sort())

    for (const outcome of await node.callAll('DEL', sandboxes)) expect(outcome).toMatchObject({ status: 0 })
    expect([await node.leases.held(), await node.state()]).toEqual([[], []])
    await expect.poll(() => podsThatCount(node), patience).toEqual([])
    expect(node.agent.memory().most - held).toBeLessThan(memoryLimitBytes)
  })

  test('count once even if two plugins ask for each at the same time, and not at all when they leave', async () => {
    await using node = await LoadedNode.open()
    const { held } = node.agent.memory()
    {
      using open = new DisposableStack()
      const asked = pods
        .flatMap((pod) => [pod, pod])
        .map(async (pod) => {
          const client = open.use(await PluginClient.connect(node.at('agent.sock')))
          return client.ask(planRequest({ podName: pod, podUid: `uid-of-${pod}`, annotations }))
        })
      for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ type: 'plan' })
      expect(await podsThatCount(node)).toEqual(pods.toSorted())
    }
    await expect.poll(() => podsThatCount(node), patience).toEqual([])
    expect(node.agent.memory().most - held).toBeLessThan(memoryLimitBytes)
  })
})
