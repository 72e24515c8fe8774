import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { buildController, type Controller } from '../../controllers/build-controller.ts'
import { ControllerConfig } from '../../controllers/config.ts'
import { resourceApiVersion } from '../../domain/resources/resource-group.ts'
import type { SelectionProfileStatus } from '../../domain/resources/selection-profile.ts'
import { realDelay } from '../../kube/delay.ts'
import { openClient, type OpenClient } from '../../kube/open-client.ts'
import { systemClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { readConfig } from '../../service-kit/read-config.ts'
import { agentHost, ControllerCluster } from '../support/controller-cluster.ts'

const wait = { timeout: 10_000, interval: 20 }

let cluster: ControllerCluster
let client: OpenClient
let controller: Controller
let stop: AbortController
let running: Promise<void>

beforeEach(async () => {
  cluster = await ControllerCluster.start()
  stop = new AbortController()
  client = await openClient({ program: 'genie-test', kubeconfig: cluster.signIn().kubeconfig, env: {} })
})

afterEach(async () => {
  stop.abort()
  await running
  await controller[Symbol.asyncDispose]()
  await controller.server.close()
  await client[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

/** To be called once the agents stand, for their port. */
function begin(): void {
  const config = readConfig(ControllerConfig, cluster.settings)
  const logger = createLogger('silent')
  controller = buildController({ config, client, clock: systemClock, delay: realDelay, logger })
  running = controller.run(stop.signal)
}

/** What people are told, oldest first. */
const told = () =>
  cluster.api
    .list('events.k8s.io/v1', 'Event')
    .map(({ regarding, reason }) => `${(regarding as { name: string }).name} ${String(reason)}`)
    .toSorted()

const readyOf = (name: string) => cluster.statusOf(name)?.conditions?.[0]

test('the status of every Network is the sum of what agents show, and a quiet cluster writes it once', async () => {
  await cluster.show(1, { weave: { score: 0.9, attachments: 4, used: 10, total: 250, best: 1 } })
  await cluster.show(2, {
    weave: { score: 0.5, attachments: 2, used: 5, total: 250, best: 0 },
    'storage-net': { score: 0.8 },
  })
  cluster.api.seed({
    ...{ apiVersion: 'k8s.cni.cncf.io/v1', kind: 'NetworkAttachmentDefinition' },
    metadata: { name: 'stored', namespace: 'default' },
    spec: { config: '{"cniVersion":"1.0.0","name":"storage-net","type":"macvlan"}' },
  })
  cluster.addNetwork('stored', { nad: { namespace: 'default', name: 'stored' } })
  cluster.addNetwork('weave', { conf: 'weave' })
  cluster.addNetwork('ghost', { conf: 'ghost' })
  cluster.addNetwork('weave-again', { conf: 'weave' })
  cluster.addNetwork('storage', { nad: { namespace: 'default', name: 'storage' } })
  begin()
  await vi.waitUntil(
    () => ['weave', 'ghost', 'weave-again', 'storage', 'stored'].every((name) => cluster.statusOf(name)),
    wait,
  )
  expect(cluster.statusOf('weave')).toMatchObject({
    ...{ observedGeneration: 1, nodes: 2, attachments: 6, bestOn: 1, addresses: { used: 15, total: 500 } },
    bands: { Good: 1, Fair: 1, Poor: 0, Unusable: 0, Unknown: 0 },
    conditions: [{ type: 'Ready', status: 'True', reason: 'Summed' }],
  })
  const reasons = ['ghost', 'weave-again', 'storage', 'stored'].map((name) => readyOf(name)?.reason)
  expect(reasons).toEqual(['NoNode', 'Duplicate', 'NadMissing', 'Summed'])
  await vi.waitUntil(() => told().length >= 3, wait)
  expect(told()).toEqual(['ghost NoNode', 'storage NadMissing', 'weave-again Duplicate'])
  const asked = cluster.agents.scrapes(agentHost(1))
  await vi.waitUntil(() => cluster.agents.scrapes(agentHost(1)) >= asked + 10, wait)
  expect(cluster.patches()).toBe(5)
  expect(cluster.api.counts.all.filter(({ code }) => code === 403)).toEqual([])
})

test('a band that changes is written soon; scores and counts that tremble are not', async () => {
  const pool = { used: 5, total: 250 }
  await cluster.show(1, { weave: { score: 0.71, attachments: 100, ...pool } })
  cluster.addNetwork('weave', { conf: 'weave' })
  begin()
  await vi.waitUntil(() => cluster.statusOf('weave')?.bands['Good'] === 1, wait)
  expect(cluster.statusOf('weave')?.addresses).toEqual(pool)
  for (const score of [0.69, 0.72, 0.66]) {
    const asked = cluster.agents.scrapes(agentHost(1))
    await cluster.show(1, { weave: { score, attachments: 100 + Math.round(score * 10), ...pool } })
    await vi.waitUntil(() => cluster.agents.scrapes(agentHost(1)) >= asked + 3, wait)
  }
  expect(cluster.patches()).toBe(1)
  await cluster.show(1, { weave: { score: 0.2, attachments: 100, excluded: 1 } })
  await vi.waitUntil(() => cluster.statusOf('weave')?.bands['Unusable'] === 1, wait)
  expect([cluster.patches(), readyOf('weave')?.status]).toEqual([2, 'False'])
  expect(cluster.statusOf('weave')).not.toHaveProperty('addresses')
})

test('while the API refuses writes they are tried ever more seldom, and made up for', async () => {
  await cluster.show(1, { weave: { score: 0.9 } })
  cluster.addNetwork('weave', { conf: 'weave' })
  const end = cluster.api.faults.add({
    verb: 'patch',
    resource: 'networks',
    fault: { kind: 'status', code: 500 },
  })
  begin()
  await vi.waitUntil(() => cluster.patches() >= 1, wait)
  const asked = cluster.agents.scrapes(agentHost(1))
  await vi.waitUntil(() => cluster.agents.scrapes(agentHost(1)) >= asked + 5, wait)
  expect(cluster.statusOf('weave')).toBeUndefined()
  end()
  await vi.waitUntil(() => cluster.statusOf('weave') !== undefined, wait)
})

test('an agent that is silent, and one that shows rubbish, cost nobody else anything', async () => {
  await cluster.show(1, { weave: { score: 0.9, attachments: 3 } })
  await cluster.agents.showText(
    agentHost(2),
    `genie_network_score{network="weave"} NaN\n${'rubbish '.repeat(50_000)}\n{{{`,
  )
  for (const number of [2, 3]) cluster.addAgentPod(number)
  cluster.addNetwork('weave', { conf: 'weave' })
  cluster.addNetwork('other', { conf: 'other' })
  begin()
  await vi.waitUntil(() => cluster.statusOf('weave') && cluster.statusOf('other'), wait)
  expect(cluster.statusOf('weave')).toMatchObject({
    nodes: 2,
    attachments: 3,
    bands: { Good: 1, Unknown: 1 },
  })
  expect(readyOf('other')).toMatchObject({ status: 'Unknown', reason: 'AgentsSilent' })
})

test('a profile is told whether it counts, and whether what it names is there', async () => {
  await cluster.show(1, { weave: { score: 0.9 } })
  cluster.addProfile('a', { namespaceDefault: true })
  cluster.addProfile('b', { namespaceDefault: true, constraints: { allow: ['wave'] } })
  begin()
  const conditions = (name: string) =>
    (
      cluster.api.find(resourceApiVersion, 'SelectionProfile', name, 'default')?.['status'] as
        SelectionProfileStatus | undefined
    )?.conditions?.map(({ type, status, reason }) => `${type} ${status} ${reason}`)
  await vi.waitUntil(() => conditions('a') && conditions('b'), wait)
  expect(conditions('a')).toEqual(['Accepted True Accepted', 'Resolved True Resolved'])
  expect(conditions('b')).toEqual(['Accepted False DefaultConflict', 'Resolved False UnknownNetwork'])
  await vi.waitUntil(() => told().length >= 2, wait)
  expect(told()).toEqual(['b DefaultConflict', 'b UnknownNetwork'])
  cluster.addProfile('b', { constraints: { allow: ['weave'] } })
  await vi.waitUntil(() => conditions('b')?.every((condition) => condition.includes(' True ')), wait)
})

test('health tells of each thing that the leader depends on, and metrics of what it does', async () => {
  await cluster.show(1, { weave: { score: 0.9 } })
  cluster.addNetwork('weave', { conf: 'weave' })
  begin()
  await vi.waitUntil(() => cluster.statusOf('weave') !== undefined, wait)
  const { body } = await controller.server.inject({
    url: '/readyz?verbose',
    headers: { host: '10.0.0.7:8482' },
  })
  expect(body).toBe('[+]agents ok\n[+]networks ok\n[+]profiles ok\nreadyz check passed\n')
  const lines = [
    'genie_controller_leader 1',
    'genie_controller_agents{state="heard"} 1',
    'genie_controller_status_patches_total{kind="Network",outcome="done"} 1',
  ]
  // The status can be read before the answer to its patch has come back.
  await vi.waitUntil(async () => {
    const { body: page } = await controller.server.inject('/metrics')
    return lines.every((line) => page.includes(line))
  }, wait)
})
