import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildSelectorService, type SelectorService } from '../../selector/build-selector-service.ts'
import { SelectorConfig } from '../../selector/config.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { readConfig } from '../../service-kit/read-config.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import { openPostgresCluster } from '../../store/postgres/open-postgres-cluster.ts'
import { openPostgresStores } from '../../store/postgres/open-postgres-stores.ts'
import { openSqliteCluster } from '../../store/sqlite/open-sqlite-cluster.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import { noPostgres, PostgresServer } from '../support/postgres-server.ts'
import { makeNode, makePod, SchedulerClient } from '../support/scheduler-client.ts'
import { makeNetworkSample } from '../support/store-records.ts'

const now = Math.floor(Date.now() / 60_000) * 60_000
const logger = createLogger('silent')
const choice = makePod({ cni: '' })

const free = { at: now, ingressBitsPerSecond: 100_000, egressBitsPerSecond: 0, dropRatio: 0 }
const busy = { at: now, ingressBitsPerSecond: 9_900_000, egressBitsPerSecond: 0, dropRatio: 0 }
const full = { ...free, addressesUsed: 253 }

async function serve(cluster: ClusterStore, clock = new ManualClock(now + 5_000)) {
  const config = readConfig(SelectorConfig, { GENIE_EXTENDER: '127.0.0.1:0', GENIE_WEB_DIR: '/nowhere' })
  const service = await buildSelectorService({ config, cluster, client: null, clock, logger })
  const url = await service.extender?.server.listen({ host: '127.0.0.1', port: 0 })
  await service.poll.once()
  const scheduler = (nodeCacheCapable: boolean) =>
    new SchedulerClient({ urlPrefix: `${url}/`, nodeCacheCapable, weight: 1, ignorable: false })
  return { service, clock, url: url ?? '', byName: scheduler(true), whole: scheduler(false) }
}

async function close({ server, extender }: SelectorService): Promise<void> {
  await extender?.server.close()
  await server.close()
}

describe.skipIf(noPostgres)(`the scheduler's extender on PostgreSQL${noPostgres}`, () => {
  let server: PostgresServer
  let url: string
  let cluster: ClusterStore
  let serving: Awaited<ReturnType<typeof serve>>
  const names = ['free', 'busy', 'full', 'half', 'unknown', 'old']
  const nodes = names.map(makeNode)
  const append = async (node: string, samples: readonly object[]) => {
    await using stores = await openPostgresStores(url, { node })
    await stores.samples.append(
      samples.map((sample) => makeNetworkSample(sample)),
      [],
    )
  }

  beforeAll(async () => {
    server = await PostgresServer.start()
    url = await server.newDatabase()
    cluster = await openPostgresCluster(url)
    const weave = { network: 'weave', source: 'sysfs:uplink1' }
    await append('free', [free, { ...busy, ...weave }])
    await append('busy', [busy, { ...busy, ...weave }])
    await append('full', [full, { ...full, ...weave }])
    await append('half', [full, { ...free, ...weave }])
    await append('old', [{ ...full, at: now - 600_000 }])
    serving = await serve(cluster)
  })
  afterAll(async () => {
    await close(serving.service)
    await cluster.close()
    await server[Symbol.asyncDispose]()
  })

  test('a node whose networks are all out of addresses is left out, and one of which little is known is not', async () => {
    const expected = {
      feasible: ['free', 'busy', 'half', 'unknown', 'old'],
      failed: {
        full: 'node(s) without a network for the pod: calico has no free address, weave has no free address',
      },
      unresolvable: {},
    }
    expect(await serving.byName.filter(choice, nodes)).toEqual(expected)
    expect(await serving.whole.filter(choice, nodes)).toEqual(expected)
  })

  test('nodes that come whole go back as they came', async () => {
    const response = await fetch(`${serving.url}/filter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ Pod: choice, Nodes: { metadata: { x: 1 }, items: nodes }, NodeNames: null }),
    })
    expect(await response.json()).toMatchObject({
      NodeNames: null,
      Nodes: { metadata: { x: 1 }, items: nodes.filter(({ metadata }) => metadata.name !== 'full') },
      Error: '',
    })
  })

  test('a congested node gets less than a free one, and an unknown one stands between them', async () => {
    const scores = await serving.byName.prioritize(choice, nodes)
    expect(scores).toEqual(await serving.whole.prioritize(choice, nodes))
    const { free: best = 0, busy: worst = 0, full: none, unknown, old } = scores
    expect([none, unknown, old]).toEqual([0, 50, 50])
    expect(best).toBeGreaterThanOrEqual(80)
    expect(worst).toBeLessThanOrEqual(40)
  })

  test.each([
    ['names its network', makePod({ cni: 'weave' })],
    ['takes what the node gives', makePod({})],
    ['names a logical network', makePod({ cni: '', networks: 'blue' })],
    ['names a profile that there is not', makePod({ cni: '', 'cni-genie.io/profile': 'none' })],
    ['has no annotations', makePod({}, { annotations: null })],
    ['has none of its own', { ...choice, spec: { hostNetwork: true, containers: [] } }],
  ])('a pod that %s passes everywhere, and is worth nothing anywhere', async (_what, pod) => {
    expect(await serving.byName.filter(pod, nodes)).toEqual({ feasible: names, failed: {}, unresolvable: {} })
    expect(Object.values(await serving.byName.prioritize(pod, nodes))).toEqual(names.map(() => 0))
  })

  test('what is no question of the scheduler is refused, and says what is wrong', async () => {
    const ask = async (body: string, type = 'application/json') => {
      const headers = { 'content-type': type }
      const response = await fetch(`${serving.url}/filter`, { method: 'POST', headers, body })
      return [response.status, ((await response.json()) as { message: string }).message] as const
    }
    const [status, message] = await ask(JSON.stringify({ Pod: choice, Nodes: null, NodeNames: null }))
    expect([status, message]).toEqual([
      400,
      'Cannot judge nodes as there are neither Nodes nor NodeNames: send one of them',
    ])
    expect((await ask(JSON.stringify({ NodeNames: ['a'] })))[0]).toBe(400)
    expect((await ask('{'))[0]).toBe(400)
    expect((await ask('cni', 'text/plain'))[0]).toBe(415)
    expect((await ask(JSON.stringify({ Pod: choice, NodeNames: ['x'.repeat(17 * 1024 * 1024)] })))[0]).toBe(
      413,
    )
    expect(
      await serving.byName.filter(makePod({ cni: '' }, { name: 'наука' }), [makeNode('ein-узел')]),
    ).toEqual({
      feasible: ['ein-узел'],
      failed: {},
      unresolvable: {},
    })
  })

  test('what is answered is counted, and tells how old it is', async () => {
    const { body } = await serving.service.server.inject({ url: '/metrics', headers: { host: 'localhost' } })
    expect(body).toMatch(/genie_extender_judged_nodes_total\{verdict="failed"\} [1-9]/)
    expect(body).toMatch(/genie_extender_duration_seconds_count\{verb="filter"\} [1-9]/)
    expect(body).toContain('genie_extender_nodes 4\n')
    expect(body).toContain('genie_extender_oldest_figure_seconds 5\n')
  })

  test('figures that nobody has renewed for three minutes leave no node out, with or without a database', async () => {
    const { service, clock, byName } = await serve(cluster, new ManualClock(now + 5_000))
    const lost = async () => Object.keys((await byName.filter(choice, nodes)).failed)
    try {
      expect(await lost()).toEqual(['full'])
      await server.crash()
      clock.advance(60_000)
      await service.poll.once()
      expect(await lost()).toEqual(['full'])
      clock.advance(120_000)
      expect(await lost()).toEqual([])
      expect((await byName.prioritize(choice, nodes))['full']).toBe(50)
    } finally {
      await server.resume()
      await close(service)
    }
  })
})

test('an extender that is away, or answers nonsense, holds up nobody where it is ignorable', async () => {
  const away = { urlPrefix: 'http://127.0.0.1:9', nodeCacheCapable: true, weight: 1 }
  const nodes = [makeNode('a'), makeNode('b')]
  expect((await new SchedulerClient({ ...away, ignorable: true }).filter(choice, nodes)).feasible).toEqual([
    'a',
    'b',
  ])
  await expect(new SchedulerClient({ ...away, ignorable: false }).filter(choice, nodes)).rejects.toThrow()
})

test('the file of one node is enough to answer for that node', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'genie-extender-'))
  const path = join(directory, 'genie.db')
  const stores = await openSqliteStores(path, { isShipping: true })
  const cluster = await openSqliteCluster(path, 'n1')
  await stores.samples.append([makeNetworkSample(full)], [])
  const { service, byName } = await serve(cluster)
  const failed = async () =>
    Object.keys((await byName.filter(choice, [makeNode('n1'), makeNode('n2')])).failed)
  try {
    expect(await failed()).toEqual(['n1'])
    await stores.samples.append([makeNetworkSample({ ...free, at: now + 10_000 })], [])
    await service.poll.once()
    expect(await failed()).toEqual([])
  } finally {
    await close(service)
    await cluster.close()
    await stores.close()
    await rm(directory, { recursive: true })
  }
})
