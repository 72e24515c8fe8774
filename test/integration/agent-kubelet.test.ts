import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { NetworkBoard } from '../../domain/network-board.ts'
import { SourceStatusList, type SourceStatus } from '../../domain/source-status.ts'
import { fetchOverSocket } from '../../lab/agent-api.ts'
import { AgentUnderTest } from '../support/agent-under-test.ts'
import { CollectorTree } from '../support/collector-tree.ts'
import { podUid, summaryAt } from '../support/counted-node.ts'
import { openEvilServer, type EvilServer } from '../support/evil-server.ts'
import { makeServingCertificate } from '../support/kube-api/http/serving-certificate.ts'

const identity = makeServingCertificate()
const waitMs = 15_000

let root: string
let kubelet: EvilServer
let token: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'genie-kubelet-'))
  token = 'first'
  kubelet = await openEvilServer((path, { authorization }) => {
    if (authorization !== `Bearer ${token}`) return { status: 401, body: 'Unauthorized' }
    return path === '/stats/summary' ? { body: summaryAt(Date.now()) } : null
  }, identity)
  for (const name of ['net.d', 'state', 'account']) await mkdir(at(name))
  await writeFile(at('account/token'), token)
  await writeFile(at('account/ca.crt'), identity.cert)
  const conf = { cniVersion: '1.0.0', name: 'pods', type: 'macvlan', master: 'genie-none' }
  await writeFile(at('net.d/10-pods.conf'), JSON.stringify(conf))
  const tree = new CollectorTree(at('state'))
  await tree.attach('pods', podUid, null)
})
afterEach(async () => {
  await kubelet[Symbol.asyncDispose]()
  await rm(root, { recursive: true })
})

const at = (name: string) => join(root, name)
const start = (settings: Readonly<Record<string, string>> = {}) =>
  AgentUnderTest.start(
    {
      PATH: process.env['PATH'],
      GENIE_SOCKET: at('agent.sock'),
      GENIE_CONF_DIR: at('net.d'),
      GENIE_STATE_DIR: at('state'),
      GENIE_DB: at('genie.db'),
      GENIE_PLUGIN: 'none',
      GENIE_POLL: '* * * * * *',
      GENIE_LOG_LEVEL: 'silent',
      GENIE_WEAVE: 'none',
      GENIE_AWS_IPAM: 'none',
      GENIE_KUBELET: kubelet.url,
      GENIE_SERVICE_ACCOUNT: at('account'),
      NODE_NAME: 'genie-node',
      ...settings,
    },
    at('http.sock'),
  )
const get = async (path: string) => (await fetchOverSocket(at('http.sock'), path)).body
const traffic = async (): Promise<SourceStatus[]> => {
  const { sources } = Value.Parse(SourceStatusList, JSON.parse(await get('/api/v1/sources')))
  return sources.filter(({ kind }) => kind === 'traffic')
}
const sampleOf = async () => {
  const { networks } = Value.Parse(NetworkBoard, JSON.parse(await get('/api/v1/networks')))
  return networks.find(({ name }) => name === 'pods')?.sample
}

test("an agent has its pods' traffic from its kubelet, with whatever token the file has at the time", async () => {
  await using _agent = await start()
  await vi.waitUntil(async () => (await sampleOf())?.ingressBitsPerSecond, { timeout: waitMs, interval: 200 })
  const sample = await sampleOf()
  expect(sample?.source).toBe('kubelet-summary:1 interfaces of pods')
  // The stand-in's counters are five seconds old when it answers, which is after the round has begun.
  expect((sample?.at ?? 0) - (sample?.trafficAt ?? 0)).toBeGreaterThan(4_000)
  token = 'second'
  await writeFile(at('account/token'), token)
  const asked = kubelet.asked.length
  await vi.waitUntil(() => kubelet.asked.length > asked + 1, { timeout: waitMs, interval: 100 })
  expect(kubelet.headers().authorization).toBe('Bearer second')
  const [summary] = await traffic()
  expect(summary).toMatchObject({ name: 'kubelet-summary', isAvailable: true, fault: null, networks: 1 })
  const page = await get('/metrics')
  expect(page).toContain('genie_collector_source_available{source="kubelet-summary",kind="traffic"} 1')
  expect(page).toMatch(/genie_collector_dropped_total\{source="kubelet-summary",reason="duplicate"\} [1-9]/)
  expect(page).toMatch(/genie_collector_round_duration_seconds_count [1-9]/)
})

test('a kubelet that does not know us is one source less, and says so without the token', async () => {
  token = 'another'
  await using _agent = await start()
  expect(await traffic()).toMatchObject([
    {
      name: 'kubelet-summary',
      isAvailable: false,
      fault: `Cannot read ${kubelet.url}/stats/summary as it answers 401: give this program a token that it takes`,
      dropped: { unauthorized: 1 },
    },
    { name: 'sysfs', isAvailable: true },
    { name: 'kubelet-cadvisor', networks: 0 },
  ])
})

test('a source that is asked for by name has to be somewhere', async () => {
  await expect(start({ GENIE_TRAFFIC: 'cadvisor,sysfs' })).rejects.toThrow('The agent ended with status 1')
})
