import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startAgent } from '../../agent/start-agent.ts'
import { fetchOverSocket } from '../../lab/agent-api.ts'
import { JournalDir } from '../support/journal-dir.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'
import { makeRecord } from '../support/make-record.ts'
import { planRequest } from '../support/plan-request.ts'
import { PluginClient } from '../support/plugin-client.ts'

const status = 'k8s.v1.cni.cncf.io/network-status'
const dayMs = 86_400_000
const patience = { timeout: 20_000 }

/** The machine's clock, set to another time while everybody looks. */
let offMs = 0
const clock = { nowMs: () => Date.now() + offMs, monotonicMs: () => performance.now() }

let directory: string
let api: KubeApi
let agent: AsyncDisposable
const at = (name: string) => join(directory, name)

beforeEach(async () => {
  offMs = 0
  directory = await mkdtemp(join(tmpdir(), 'genie-clock-'))
  await mkdir(at('net.d'))
  for (const name of ['alpha', 'beta'])
    await writeFile(at(`net.d/10-${name}.conf`), JSON.stringify({ cniVersion: '1.0.0', name, type: 'ptp' }))
  api = await KubeApi.start()
  const env = {
    PATH: process.env['PATH'],
    KUBECONFIG: api.kubeconfig(),
    GENIE_SOCKET: at('agent.sock'),
    GENIE_CONF_DIR: at('net.d'),
    GENIE_STATE_DIR: at('state'),
    GENIE_DB: at('genie.db'),
    GENIE_HTTP: `unix:${at('http.sock')}`,
    GENIE_POLL: '* * * * * *',
    GENIE_PLUGIN: 'none',
    GENIE_LOG_LEVEL: 'silent',
    NODE_NAME: 'genie-node',
  }
  agent = await startAgent(env, clock)
})

afterEach(async () => {
  await agent[Symbol.asyncDispose]()
  await api[Symbol.asyncDispose]()
  await rm(directory, { recursive: true, force: true })
})

/** What becomes of a pod from its making to the plugin's report. */
async function attach(pod: string): Promise<void> {
  const uid = `uid-of-${pod}`
  api.seed({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: pod, namespace: 'default', uid, annotations: { cni: '' } },
    spec: { nodeName: 'genie-node', containers: [{ name: 'main', image: 'genie-image' }] },
  })
  using client = await PluginClient.connect(at('agent.sock'))
  const plan = await client.ask(
    planRequest({ containerId: pod, podName: pod, podUid: uid, annotations: { cni: '' } }),
  )
  const decision = plan?.type === 'plan' ? (plan.decision ?? null) : null
  expect(decision).not.toBeNull()
  await new JournalDir(at('state')).write(
    makeRecord({ containerId: pod, podName: pod, podUid: uid, decision, netns: '/proc/self/ns/net' }),
  )
  const about = { containerId: pod, ifname: 'eth0', ...(decision !== null && { decision }) }
  client.send({ type: 'report', command: 'ADD', outcome: 'done', ...about })
}

const isTold = (pod: string) => status in (api.find('v1', 'Pod', pod, 'default')?.metadata.annotations ?? {})

async function rounds(): Promise<number> {
  const { body } = await fetchOverSocket(at('http.sock'), '/metrics')
  return Number(/^genie_collector_rounds_total (\d+)$/m.exec(body)?.[1])
}

test.each([
  ['a day forward', dayMs],
  ['a day back', -dayMs],
  ['to the beginning of time', -Date.now()],
])('a clock that jumps %s keeps no pod from its network, nor from being told', async (_, jumpMs) => {
  await attach('before')
  await expect.poll(() => isTold('before'), patience).toBe(true)
  offMs = jumpMs
  const done = await rounds()
  await attach('between')
  await expect.poll(() => isTold('between'), patience).toBe(true)
  await expect.poll(rounds, patience).toBeGreaterThan(done + 1)
  offMs = 0
  await attach('after')
  await expect.poll(() => isTold('after'), patience).toBe(true)
  const patches = ['before', 'between', 'after'].map((name) =>
    api.counts.of({ verb: 'patch', resource: 'pods', name }),
  )
  expect(patches).toEqual([1, 1, 1])
  expect(api.list('events.k8s.io/v1', 'Event')).toHaveLength(3)
})

test('a clock that jumps while the API is away makes nobody wait longer for it', async () => {
  await api.goAway()
  await attach('web')
  for (const jumpMs of [dayMs, -dayMs, 0]) {
    const done = await rounds()
    offMs = jumpMs
    await expect.poll(rounds, patience).toBeGreaterThan(done)
  }
  await api.comeBack()
  await expect.poll(() => isTold('web'), patience).toBe(true)
})
