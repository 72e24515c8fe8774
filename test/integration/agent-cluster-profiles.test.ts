import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ClusterNode } from '../support/cluster-node.ts'

let node: ClusterNode

beforeEach(async () => {
  node = await ClusterNode.open()
})

afterEach(() => node[Symbol.asyncDispose]())

const profile = (name: string, spec: object, namespace = 'default') =>
  node.api.seed({
    apiVersion: 'cni-genie.io/v1alpha1',
    kind: 'SelectionProfile',
    metadata: { name, namespace, generation: 2 },
    spec,
  })
const only = (network: string) => ({ constraints: { allow: [network] } })

const start = async (count: number) => {
  await node.start()
  await vi.waitUntil(
    async () => (await node.metric('genie_kube_objects{kind="selectionprofiles"}')) === count,
  )
}

/** Which network the pod gets, and by which profile. */
async function pick(
  podName: string,
  annotations: Readonly<Record<string, string>> = {},
  podNamespace = 'default',
) {
  const { to, decision, code, msg } = await node.plan(podName, {
    podNamespace,
    annotations: { cni: '', ...annotations },
  })
  if (to === undefined) return [code, msg]
  const made = (await node.decisions()).find(({ id }) => id === decision)
  return [made?.chosen, made?.profile.name]
}

test('a pod has the profile that it names, else the one that selects it, else the defaults in order', async () => {
  profile('named', only('weave'))
  profile('b-selecting', { podSelector: { matchLabels: { app: 'web' } }, ...only('calico') })
  profile('a-selecting', { podSelector: { matchLabels: { app: 'web' } }, ...only('flannel') })
  profile('base', { namespaceDefault: true, ...only('calico') })
  profile('cluster', { namespaceDefault: true, ...only('flannel') }, 'cni-genie')
  node.seedPod('web', { labels: { app: 'web' } })
  node.seedPod('db', { labels: { app: 'db' } })
  await start(5)
  expect(await pick('named', { 'cni-genie.io/profile': 'named' })).toEqual(['weave', 'default/named'])
  expect(await pick('web')).toEqual(['flannel', 'default/a-selecting'])
  expect(await pick('db')).toEqual(['calico', 'default/base'])
  expect(await pick('far', {}, 'other')).toEqual(['flannel', 'cni-genie/cluster'])
  expect(await pick('web-2', { 'cni-genie.io/profile': 'none' })).toEqual([
    7,
    'Cannot use SelectionProfile "none" of cni-genie.io/profile as namespace default has none of that name that can be used: it has a-selecting, b-selecting, base, named',
  ])
})

test('a pod that the cache does not know yet is waited for a fifth of a second, and asked for never', async () => {
  profile('selecting', { podSelector: { matchLabels: { app: 'web' } }, ...only('weave') })
  await start(1)
  const late = pick('late')
  node.seedPod('late', { labels: { app: 'web' } })
  expect(await late).toEqual(['weave', 'default/selecting'])
  const begun = performance.now()
  expect((await pick('never'))[1]).toBe('default')
  expect(performance.now() - begun).toBeLessThan(800)
  expect(node.api.counts.of({ verb: 'get', resource: 'pods' })).toBe(0)
})

test('a profile that makes no sense is passed over, and one that is changed counts for the next pod', async () => {
  profile('base', { namespaceDefault: true, weights: { utilization: -4 } })
  await start(1)
  expect((await pick('a'))[1]).toBe('default')
  profile('base', { namespaceDefault: true, ...only('flannel') })
  await vi.waitUntil(async () => (await pick(`b-${performance.now()}`))[1] === 'default/base')
})

test('a pod whose profile no network meets is told why, network by network', async () => {
  profile('base', { namespaceDefault: true, constraints: { deny: ['weave'], capabilities: ['multicast'] } })
  await start(1)
  const [code, msg] = await pick('a')
  expect(code).toBe(11)
  expect(msg).toContain('not weave: the profile denies it')
  expect(msg).toContain('not calico: the profile needs multicast of it')
})

test('a Network resource gives a network its capabilities, anchors and prices, and the file of the node wins', async () => {
  profile('base', { namespaceDefault: true, constraints: { capabilities: ['multicast'] } })
  const prices = [{ validFrom: '2026-01-01T00:00:00Z', currency: 'EUR', perAttachmentHour: '0.5' }]
  node.api.seed({
    apiVersion: 'cni-genie.io/v1alpha1',
    kind: 'Network',
    metadata: { name: 'second' },
    spec: {
      conf: 'flannel',
      capabilities: ['multicast'],
      capacity: { bitsPerSecond: 1e9, attachmentsPerNode: 7 },
      anchors: { occupancy: { good: 0.1, bad: 0.2 } },
      prices,
    },
  })
  await start(1)
  await vi.waitUntil(async () => (await node.metric('genie_kube_objects{kind="networks"}')) === 1)
  expect(await pick('a')).toEqual(['flannel', 'default/base'])
  const [decision] = await node.decisions()
  const chosen = decision?.candidates[0]
  expect(chosen?.kpis.find(({ kpi }) => kpi === 'occupancy')).toMatchObject({ good: 0.1, bad: 0.2 })
  const { body } = await node.get('/api/v1/networks')
  expect(body).toContain(
    '"prices":[{"validFrom":"2026-01-01T00:00:00Z","currency":"EUR","perAttachmentHour":"0.5"}]',
  )
})
