import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { KubeError } from '../../kube/kube-error.ts'
import { makeRecord, makeRecordedAttachment } from '../../test/support/make-record.ts'
import { makeDecision } from '../../test/support/store-records.ts'
import { WriterUnderTest } from '../../test/support/writer-under-test.ts'

const status = 'k8s.v1.cni.cncf.io/network-status'
const picked = 'cni-genie.io/picked'
const away = new KubeError('Cannot reach the API', { status: 0 })
const fault = (code: number) => new KubeError(`Cannot: ${code}`, { status: code })

const recordOf = (number: number) =>
  makeRecord({
    containerId: `c${number}`,
    podName: `pod-${number}`,
    podUid: `u${number}`,
    decision: `d${number}`,
  })

/** A node whose agent has picked a network for so many pods; the writer runs. */
function nodeWith(count: number): WriterUnderTest {
  const node = new WriterUnderTest()
  for (let number = 1; number <= count; number++) {
    node.decisions.set(`d${number}`, makeDecision({ id: `d${number}` }))
    node.add(recordOf(number), { cni: '' })
  }
  node.writer.start()
  return node
}

const patches = (node: WriterUnderTest) => node.requests.filter(({ what }) => what === 'patch')

test('a pod is told its networks once, the Event first', async () => {
  const node = nodeWith(1)
  await node.pass(3_600_000)
  expect(node.requests.map(({ what }) => what)).toEqual(['event', 'patch'])
  expect(Object.keys(node.annotationsOf('pod-1') ?? {}).sort()).toEqual([picked, 'cni', status].sort())
  expect(node.events).toMatchObject([
    {
      reason: 'NetworkPicked',
      note: 'Picked calico: the only network that can take the pod; not weave: it is full',
    },
  ])
})

test('200 pods at once are each written once, four at a time', async () => {
  const node = nodeWith(200)
  node.answer = () => setImmediate(null)
  await node.pass(600_000)
  expect(patches(node)).toHaveLength(200)
  expect(new Set(patches(node).map(({ pod }) => pod)).size).toBe(200)
  expect([node.mostAtOnce, node.events.length, node.writer.pending]).toEqual([4, 200, 0])
})

test('a restart repeats nothing that is done and forgets nothing', async () => {
  const node = nodeWith(2)
  node.answer = (pod) => (pod === 'pod-2' ? fault(500) : null)
  await node.pass(5_000)
  node.answer = () => null
  const before = node.requests.length
  await node.restart()
  await node.pass(60_000)
  expect(node.requests.slice(before).map(({ what, pod }) => `${what} ${pod}`)).toEqual([
    'event pod-2',
    'patch pod-2',
  ])
  expect(node.events).toHaveLength(2)
})

test('an API that is away for ten minutes is asked ever more rarely, by one pod at a time, and then gets all', async () => {
  const node = nodeWith(110)
  node.answerEvent = () => away
  await node.pass(600_000)
  const asked = node.requests.map(({ atMs }) => atMs)
  expect(asked.length).toBeLessThan(4 * 20)
  expect(asked.filter((atMs) => atMs > 300_000).length).toBeLessThanOrEqual(4 * 6)
  expect(node.writer.pending).toBe(110)
  expect(node.logged).toEqual([
    'Cannot tell pods their networks, tried again until it works: Cannot reach the API',
  ])
  node.answerEvent = () => null
  await node.pass(61_000)
  expect([patches(node).length, node.events.length, node.writer.pending]).toEqual([110, 110, 0])
})

test('an API that the cache hears again is not waited for', async () => {
  const node = nodeWith(5)
  node.answerEvent = () => away
  node.state.awaySinceMs = 0
  node.writer.wake()
  await node.pass(600_000)
  node.answerEvent = () => null
  node.state.awaySinceMs = null
  await node.pass(2_200)
  expect(node.writer.pending).toBe(0)
})

test('an API that asks for time gets it', async () => {
  const node = nodeWith(3)
  node.answerEvent = () => new KubeError('Too many requests', { status: 429, retryAfterMs: 20_000 })
  await node.pass(19_000)
  expect(node.requests).toHaveLength(3)
})

test.each([409, 500])(
  'a pod answered by %i is tried again by itself, and keeps no other waiting',
  async (code) => {
    const node = nodeWith(3)
    node.answer = (pod) => (pod === 'pod-2' ? fault(code) : null)
    await node.pass(200_000)
    const tries = patches(node).filter(({ pod }) => pod === 'pod-2')
    expect(patches(node).length - tries.length).toBe(2)
    const pauses = tries.slice(1).map(({ atMs }, index) => atMs - (tries[index]?.atMs ?? 0))
    expect(pauses.map((ms) => Math.round(ms / 1_000))).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
    node.answer = () => null
    await node.pass(61_000)
    expect(node.writer.pending).toBe(0)
  },
)

test('a refusal is told once: to the operator, and to the pod', async () => {
  const node = nodeWith(1)
  node.answer = () => fault(403)
  await node.pass(3_600_000)
  expect(patches(node).length).toBeLessThan(8)
  expect(node.logged).toEqual(['Cannot tell pod default/pod-1 its networks: Cannot: 403'])
  expect(node.events.map(({ reason, note }) => ({ reason, note }))).toMatchObject([
    { reason: 'NetworkPicked' },
    { reason: 'NetworkStatusFailed', note: "Cannot tell the pod's networks in its annotations: Cannot: 403" },
  ])
  node.answer = () => null
  await node.pass(600_000)
  expect(node.writer.pending).toBe(0)
})

test('a pod that was made anew is not written by the record of the one before it', async () => {
  const node = nodeWith(1)
  node.pods.set('default/pod-1', { namespace: 'default', name: 'pod-1', uid: 'u-new', annotations: {} })
  await node.pass(60_000)
  expect(node.requests).toEqual([])
})

test('a pod made anew of which the cache has not heard is refused by the API, and nobody is told', async () => {
  const node = nodeWith(1)
  const stale = node.pods.get('default/pod-1')
  node.answer = () => {
    node.pods.set('default/pod-1', { namespace: 'default', name: 'pod-1', uid: 'u-new', annotations: {} })
    return null
  }
  await node.pass(60_000)
  expect(stale).toBeDefined()
  expect(node.annotationsOf('pod-1')).toEqual({})
  expect(node.events.map(({ reason }) => reason)).toEqual(['NetworkPicked'])
  expect(node.requests.map(({ what }) => what)).toEqual(['event', 'patch', 'get'])
})

test('a pod waits for the cache to hear of it, and is forgotten when it is gone', async () => {
  const node = nodeWith(1)
  const pod = node.pods.get('default/pod-1')
  node.pods.clear()
  await node.pass(60_000)
  expect([node.requests.length, node.writer.pending]).toEqual([0, 0])
  if (pod !== undefined) node.pods.set('default/pod-1', pod)
  node.writer.wake()
  await node.pass(1_000)
  expect(patches(node)).toHaveLength(1)
  node.pods.clear()
  node.records.length = 0
  node.writer.wake()
  await node.pass(60_000)
  expect(patches(node)).toHaveLength(1)
})

test('nothing is written before the cache has heard of the API, nor into a namespace that is only observed', async () => {
  const node = nodeWith(1)
  node.state.isSynced = false
  await node.pass(60_000)
  node.state.isSynced = true
  node.observed.add('default')
  await node.pass(60_000)
  expect(node.requests).toEqual([])
})

test('a pod that was attached while it was only observed is not told that the agent was away', async () => {
  const node = new WriterUnderTest()
  const observed = { id: 'd1', pod: { namespace: 'default', name: 'pod-1', uid: 'u1' } }
  node.decisions.set('d1', makeDecision({ ...observed, outcome: 'observed' }))
  for (const number of [1, 2]) node.add({ ...recordOf(number), decision: null }, { cni: '' })
  node.writer.start()
  await node.pass(1_000)
  expect(node.events.map(({ reason, pod }) => `${reason} ${pod.name}`)).toEqual(['NetworkFallback pod-2'])
})

test('what is written is not written again while the watch lags behind', async () => {
  const node = nodeWith(1)
  node.isWatching = false
  await node.pass(1_000)
  for (let round = 0; round < 20; round++) {
    node.writer.wake()
    await node.pass(1_000)
  }
  expect(patches(node)).toHaveLength(1)
})

test('somebody who keeps taking the annotations away is not fought', async () => {
  const node = nodeWith(1)
  for (let second = 0; second < 3_600; second++) {
    const pod = node.pods.get('default/pod-1')
    if (pod !== undefined) node.pods.set('default/pod-1', { ...pod, annotations: { cni: '' } })
    node.writer.wake()
    await node.pass(1_000)
  }
  expect(patches(node).length).toBeLessThan(20)
})

test('a new sandbox of a pod is told at once', async () => {
  const node = nodeWith(1)
  await node.pass(1_000)
  const attachments = [makeRecordedAttachment({ network: 'weave' })]
  node.records.push({ ...recordOf(1), containerId: 'c-new', attachments })
  node.writer.wake()
  await node.pass(1_000)
  expect(node.annotationsOf('pod-1')?.[status]).toContain('weave')
  expect(patches(node)).toHaveLength(2)
})

test('Events that are refused keep no pod from being written', async () => {
  const node = nodeWith(2)
  node.answerEvent = () => fault(403)
  await node.pass(1_000)
  expect(node.writer.pending).toBe(0)
  node.add(recordOf(3), { cni: '' })
  node.answerEvent = () => fault(500)
  node.writer.wake()
  await node.pass(60_000)
  expect(node.writer.pending).toBe(0)
})

test('a store that cannot be asked keeps no pod from being told its networks', async () => {
  const node = nodeWith(1)
  const find = node.decisions.get.bind(node.decisions)
  node.decisions.get = () => {
    throw new Error('The disk is full')
  }
  await node.pass(1_000)
  expect(Object.keys(node.annotationsOf('pod-1') ?? {}).sort()).toEqual(['cni', status].sort())
  expect(node.logged).toEqual(['Cannot look up decisions, so pods are not told theirs yet: The disk is full'])
  node.decisions.get = find
  node.writer.wake()
  await node.pass(31_000)
  expect(node.annotationsOf('pod-1')?.[picked]).toContain('"decision":"d1"')
  expect(node.events).toHaveLength(1)
})

test('a writer that stops has nothing under way, and does not take that for a fault', async () => {
  const node = nodeWith(1)
  const asked = Promise.withResolvers<KubeError>()
  node.answer = () => asked.promise
  await node.pass(1_000)
  expect(node.underWay).toBe(1)
  const stopped = node.writer.stop()
  asked.resolve(away)
  await stopped
  expect([node.underWay, node.logged]).toEqual([0, []])
})
