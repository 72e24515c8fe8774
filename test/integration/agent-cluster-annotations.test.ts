import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ClusterNode } from '../support/cluster-node.ts'

let node: ClusterNode

beforeEach(async () => {
  node = await ClusterNode.open()
})

afterEach(() => node[Symbol.asyncDispose]())

const gets = () => node.api.counts.of({ verb: 'get', resource: 'pods' })
const synced = (name: string) => vi.waitUntil(async () => (await node.metric(name)) === 1)

test('annotations from the runtime are followed without a single request to the API', async () => {
  node.seedPod('web', { annotations: { cni: 'flannel' } })
  await node.start()
  const before = node.api.counts.of()
  expect((await node.plan('web', { annotations: { cni: 'weave' } })).to).toEqual(['weave@eth0'])
  expect((await node.plan('unknown', { annotations: { cni: 'weave' } })).to).toEqual(['weave@eth0'])
  expect((await node.plan('picked', { annotations: { cni: '' } })).decision).toBeDefined()
  expect(node.api.counts.of() - before).toBe(0)
})

test('without them a pod of the cache is not asked for, and one that is not there yet is asked for once', async () => {
  node.seedPod('web', { annotations: { cni: 'flannel' } })
  await node.start()
  await synced('genie_kube_objects{kind="pods"}')
  expect([(await node.plan('web')).to, gets()]).toEqual([['flannel@eth0'], 0])
  expect(await node.plan('none')).toMatchObject({ code: 11 })
  expect(gets()).toBe(1)
})

test('only the pods of this node are listed, and of namespaces only their metadata', async () => {
  node.api.seed({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'elsewhere' },
    spec: { nodeName: 'other' },
  })
  node.seedPod('here')
  await node.start()
  await synced('genie_kube_objects{kind="pods"}')
  const queries = node.api.counts.all
    .filter(({ resource, verb }) => resource === 'pods' && (verb === 'list' || verb === 'watch'))
    .map(({ query }) => decodeURIComponent(query))
  expect(queries.length).toBeGreaterThanOrEqual(2)
  for (const query of queries) expect(query).toContain('fieldSelector=spec.nodeName=genie-node')
})

test.each([
  ['is never given', { kind: 'hang' } as const],
  ['is a 500', { kind: 'status', code: 500 } as const],
  ['is a 429', { kind: 'status', code: 429, retryAfterSeconds: 30 } as const],
  ['is cut off', { kind: 'close' } as const],
])('an answer that %s has the pod try again within the time that the plugin waits', async (_what, fault) => {
  await node.start()
  node.api.faults.add({ verb: 'get', resource: 'pods', fault })
  const begun = performance.now()
  expect(await node.plan('web')).toMatchObject({
    code: 11,
    msg: expect.stringContaining('Cannot find out the annotations of pod default/web') as string,
  })
  expect(performance.now() - begun).toBeLessThan(1_400)
})

test('200 pods at once whose annotations nobody has given are each asked for once', async () => {
  await node.start()
  // The watch says nothing, as one that lags behind.
  node.api.faults.add({ verb: 'watch', fault: { kind: 'silent' } })
  node.api.cutWatches()
  const names = Array.from({ length: 200 }, (_, index) => `pod-${index}`)
  for (const name of names) node.seedPod(name, { annotations: { cni: 'weave' } })
  node.api.counts.reset()
  const plans = await Promise.all(names.map((name) => node.plan(name)))
  expect(new Set(plans.map(({ to }) => to?.join()))).toEqual(new Set(['weave@eth0']))
  expect(gets()).toBe(200)
})

test('a pod that was made anew is told from the old one by a single question', async () => {
  node.seedPod('web', { uid: 'new', annotations: { cni: 'flannel' } })
  await node.start()
  await synced('genie_kube_objects{kind="pods"}')
  const annotations = { cni: 'weave' }
  expect(await node.plan('web', { podUid: 'old', annotations })).toMatchObject({
    code: 7,
    msg: 'Cannot attach pod default/web of UID old as it was made anew with UID new',
  })
  expect(gets()).toBe(1)
})

test('a cache that lags behind decides about no pod', async () => {
  node.seedPod('web', { uid: 'old' })
  await node.start()
  await synced('genie_kube_objects{kind="pods"}')
  node.api.faults.add({ verb: 'watch', fault: { kind: 'silent' } })
  node.api.cutWatches()
  node.api.remove('v1', 'Pod', 'web', 'default')
  node.seedPod('web', { uid: 'new' })
  expect((await node.plan('web', { podUid: 'new', annotations: { cni: 'weave' } })).to).toEqual([
    'weave@eth0',
  ])
  await node.api.goAway()
  expect((await node.plan('web', { podUid: 'new', annotations: { cni: 'weave' } })).to).toEqual([
    'weave@eth0',
  ])
})

test("a static pod runs under its kubelet's UID, and nobody is asked about that", async () => {
  const annotations = { 'kubernetes.io/config.mirror': 'of-the-file', cni: 'weave' }
  node.seedPod('etcd', { uid: 'of-the-mirror', annotations })
  await node.start()
  await synced('genie_kube_objects{kind="pods"}')
  expect([(await node.plan('etcd', { podUid: 'of-the-file' })).to, gets()]).toEqual([['weave@eth0'], 0])
})
