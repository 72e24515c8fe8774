import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NodeOnCluster } from '../support/node-on-cluster.ts'
import { noProduct } from '../support/product.ts'

const status = 'k8s.v1.cni.cncf.io/network-status'
const patience = { timeout: 75_000 }
/** Ten rounds of trying again; what ten minutes of them are is a matter of a clock, in the writer's own tests. */
const awayMs = 20_000
/** Between two pods of a row: the time of trouble is to be long, not the load high. */
const breathMs = 150
const nads = 'network-attachment-definitions'
/** Every kind that the agent follows. */
const followed = [
  'pods',
  'namespaces',
  nads,
  'logicalnetworks',
  'physicalnetworks',
  'selectionprofiles',
  'networks',
]

/** Adds pods one after the other, and takes every other one away again, until it is told to stop. */
async function load(on: NodeOnCluster, prefix: string, signal: AbortSignal): Promise<readonly string[]> {
  const left: string[] = []
  for (let number = 0; !signal.aborted; number++) {
    const pod = `${prefix}-${number}`
    const sandbox = on.create(pod, number % 3 === 0 ? { cni: 'beta' } : { cni: '' })
    expect(await on.node.call('ADD', sandbox)).toMatchObject({ status: 0, stderr: '' })
    if (number % 2 === 0) {
      expect(await on.node.call('DEL', sandbox)).toMatchObject({ status: 0, stderr: '' })
      on.remove(pod)
    } else left.push(pod)
    await setTimeout(breathMs)
  }
  return left
}

/** Several of them at once for so long. */
async function loadFor(on: NodeOnCluster, ms: number): Promise<readonly string[]> {
  const over = new AbortController()
  const running = ['a', 'b', 'c'].map((prefix) => load(on, prefix, over.signal))
  const left = Promise.all(running)
  await Promise.race([setTimeout(ms), left])
  over.abort()
  return (await left).flat()
}

describe.skipIf(noProduct !== '')(
  `An agent whose API is in trouble${noProduct}`,
  { timeout: 180_000 },
  () => {
    let on: NodeOnCluster
    beforeEach(async () => {
      on = await NodeOnCluster.open()
    })
    afterEach(async () => {
      await on[Symbol.asyncDispose]()
    })

    test('attaches and detaches all pods while it is away, and tells each of them afterwards', async () => {
      const before = on.create('before')
      expect(await on.node.call('ADD', before)).toMatchObject({ status: 0 })
      await expect.poll(() => on.untold(['before']), patience).toEqual([])
      await on.api.goAway()
      const left = await loadFor(on, awayMs)
      expect(left.length).toBeGreaterThan(20)
      expect(await on.node.call('DEL', before)).toMatchObject({ status: 0, stderr: '' })
      on.remove('before')
      const held = left.map((pod) => `${pod}@eth0`).sort()
      expect(await on.node.leases.held()).toEqual(held)

      on.api.counts.reset()
      await on.api.comeBack()
      await expect.poll(() => on.untold(left), patience).toEqual([])
      expect(left.filter((pod) => on.patchesOf(pod) !== 1)).toEqual([])
      const lists = followed.filter((resource) => on.api.counts.of({ verb: 'list', resource }) > 2)
      expect(lists).toEqual([])
      expect(on.node.agent.isAlive).toBe(true)
    })

    test.each([
      ['500', { kind: 'status', code: 500 }],
      ['429 with a time to wait', { kind: 'status', code: 429, retryAfterSeconds: 2 }],
      ['503', { kind: 'status', code: 503 }],
      ['rubbish', { kind: 'rubbish' }],
      ['no answer at all', { kind: 'close' }],
      ['no answer for as long as one waits', { kind: 'hang' }],
      ['half of it', { kind: 'half-body' }],
      ['an answer that is lost', { kind: 'lost-answer' }],
    ] as const)('attaches pods while it gets %s, and tells them afterwards', async (_, fault) => {
      const pods = Array.from({ length: 12 }, (__, number) => `pod-${number}`)
      // What it writes, and what it follows but the pods: of a pod that is not known nothing would be written.
      const rules = [{ verb: ['create', 'patch'] }, { resource: 'namespaces' }, { resource: nads }]
      const ends = rules.map((rule) => on.api.faults.add({ ...rule, fault }))
      on.api.cutWatches()
      for (const pod of pods) expect(await on.run(pod)).toMatchObject({ status: 0, stderr: '' })
      await expect.poll(() => on.api.counts.of({ resource: 'events' }), patience).toBeGreaterThan(1)
      for (const end of ends) end()
      await expect.poll(() => on.untold(pods), patience).toEqual([])
      expect(await on.node.call('DEL', { pod: 'pod-0', containerId: 'pod-0' })).toMatchObject({ status: 0 })
      expect(on.node.agent.isAlive).toBe(true)
    })

    test('forgets nobody whose patch alone is refused for a while', async () => {
      const path = '/pods/stubborn/status'
      const end = on.api.faults.add({ path, fault: { kind: 'status', code: 409, reason: 'Conflict' } })
      for (const pod of ['stubborn', 'easy']) expect(await on.run(pod)).toMatchObject({ status: 0 })
      await expect.poll(() => on.untold(['easy']), patience).toEqual([])
      await expect.poll(() => on.patchesOf('stubborn'), patience).toBeGreaterThan(2)
      expect(on.annotationsOf('stubborn')).not.toHaveProperty([status])
      end()
      await expect.poll(() => on.untold(['stubborn']), patience).toEqual([])
      expect(on.patchesOf('easy')).toBe(1)
    })

    test('says once that it may not write, and to the pod too', async () => {
      const fault = {
        kind: 'status',
        code: 403,
        reason: 'Forbidden',
        message: 'pods "web" is forbidden',
      } as const
      on.api.faults.add({ verb: 'patch', resource: 'pods', fault })
      expect(await on.run('web')).toMatchObject({ status: 0 })
      const failed = () => on.events().filter(({ reason }) => reason === 'NetworkStatusFailed')
      await expect
        .poll(failed, patience)
        .toMatchObject([
          { pod: 'web', type: 'Warning', note: expect.stringContaining('forbidden') as string },
        ])
      await on.run('other')
      await expect.poll(() => on.patchesOf('other'), patience).toBe(1)
      expect(on.patchesOf('web')).toBe(1)
      expect(await on.metric('genie_pod_writes_total{outcome="refused"}')).toBe(2)
    })
  },
)
