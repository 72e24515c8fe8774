import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSelectorService } from '../../selector/start-selector-service.ts'
import { fetchOverSocket } from '../../lab/agent-api.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { freePort } from '../support/free-port.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'
import { makeNode, makePod, SchedulerClient } from '../support/scheduler-client.ts'
import { seedCrds } from '../support/seed-crds.ts'
import { makeNetworkSample } from '../support/store-records.ts'

let api: KubeApi
let directory: string
let stores: Stores
let service: AsyncDisposable
let scheduler: SchedulerClient

const apiVersion = 'cni-genie.io/v1alpha1'
const choice = makePod({ cni: '' })
const node = [makeNode('n1')]

const append = (...samples: readonly object[]) =>
  stores.samples.append(
    samples.map((sample) => makeNetworkSample({ at: Date.now(), ...sample })),
    [],
  )
const failure = async (pod = choice) => (await scheduler.filter(pod, node)).failed['n1']

async function start(): Promise<void> {
  const port = await freePort()
  service = await startSelectorService({
    GENIE_DB: join(directory, 'genie.db'),
    GENIE_HTTP: `unix:${join(directory, 'http.sock')}`,
    GENIE_EXTENDER: `127.0.0.1:${port}`,
    GENIE_LOG_LEVEL: 'silent',
    KUBECONFIG: api.kubeconfig(),
    NODE_NAME: 'n1',
  })
  scheduler = new SchedulerClient({
    urlPrefix: `http://127.0.0.1:${port}`,
    nodeCacheCapable: true,
    weight: 1,
    ignorable: false,
  })
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-extender-cluster-'))
  api = await KubeApi.start()
  seedCrds(api)
  stores = await openSqliteStores(join(directory, 'genie.db'), { isShipping: true })
})
afterEach(async () => {
  await service[Symbol.asyncDispose]()
  await stores.close()
  await api[Symbol.asyncDispose]()
  await rm(directory, { recursive: true })
})

/** A pod of `shop` that was bound to the node and has not started yet. */
const bound = (name: string, annotations: object = { cni: '' }) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', annotations },
  spec: { nodeName: 'n1', containers: [{ name: 'web', image: 'registry.example/web' }] },
  status: { phase: 'Pending' },
})

test('the profile of the pod and the Network of the operator count, as they do on the node', async () => {
  api.seed(
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'quiet', labels: { 'cni-genie.io/mode': 'observe' } },
    },
    {
      apiVersion,
      kind: 'SelectionProfile',
      metadata: { name: 'picky', namespace: 'shop' },
      spec: { podSelector: { matchLabels: { app: 'video' } }, constraints: { deny: ['calico'] } },
    },
    {
      apiVersion,
      kind: 'Network',
      metadata: { name: 'calico' },
      spec: { conf: 'calico', capacity: { attachmentsPerNode: 3 } },
    },
  )
  await append({ attachments: 3 })
  await start()
  expect(await failure()).toBe('node(s) without a network for the pod: calico has no free place')
  expect(await failure(makePod({ cni: '' }, { namespace: 'quiet' }))).toBe(undefined)
  const picky = await scheduler.filter(makePod({ cni: '' }, { labels: { app: 'video' } }), node)
  expect(picky).toEqual({
    feasible: [],
    failed: { n1: 'node(s) without a network for the pod: calico has no free place' },
    unresolvable: {},
  })
  const board = JSON.parse(
    (await fetchOverSocket(join(directory, 'http.sock'), '/api/v1/networks')).body,
  ) as unknown
  expect(board).toMatchObject({
    networks: [
      { settings: { maxAttachments: 3 }, standing: { excluded: { code: 'attachments-exhausted' } } },
    ],
  })
})

test('a node that only has what the profile denies is not emptied for the pod', async () => {
  api.seed({
    apiVersion,
    kind: 'SelectionProfile',
    metadata: { name: 'picky', namespace: 'shop' },
    spec: { namespaceDefault: true, constraints: { deny: ['calico'] } },
  })
  await append({})
  await start()
  expect(await scheduler.filter(choice, node)).toEqual({
    feasible: [],
    failed: {},
    unresolvable: {
      n1: "node(s) without a network for the pod: calico is one that the pod's profile denies",
    },
  })
})

test('pods that are bound and not running yet have their addresses already, until a sample shows them', async () => {
  await append({ addressesUsed: 246 })
  api.seed({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, bound('a'))
  await start()
  const metrics = async () => (await fetchOverSocket(join(directory, 'http.sock'), '/metrics')).body
  await expect.poll(metrics).toContain('genie_extender_bound_pods 1\n')
  expect(await failure()).toBe(undefined)
  api.seed(bound('named', { cni: 'calico' }), bound('b'))
  await expect.poll(() => failure()).toBe('node(s) without a network for the pod: calico has no free address')
  expect(await metrics()).toContain('genie_extender_bound_pods 2\n')
  api.seed({ ...bound('a'), status: { phase: 'Running' } }, { ...bound('b'), status: { phase: 'Running' } })
  await expect.poll(metrics).toContain('genie_extender_bound_pods 0\n')
  expect(await failure()).toBe('node(s) without a network for the pod: calico has no free address')
  await append({ addressesUsed: 240, at: Date.now() + 1_000 })
  await expect.poll(() => failure(), { timeout: 15_000, interval: 250 }).toBe(undefined)
})
