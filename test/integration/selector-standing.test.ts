import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildSelectorService, type SelectorService } from '../../selector/build-selector-service.ts'
import { SelectorConfig } from '../../selector/config.ts'
import { NodeViews } from '../../selector/standing/node-views.ts'
import { Policies } from '../../selector/standing/policies.ts'
import { StandingPrices } from '../../selector/standing/standing-prices.ts'
import type { NodeInShort } from '../../domain/cluster-overview.ts'
import type { NetworkBoard } from '../../domain/network-board.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { readConfig } from '../../service-kit/read-config.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import { openPostgresCluster } from '../../store/postgres/open-postgres-cluster.ts'
import { openPostgresStores } from '../../store/postgres/open-postgres-stores.ts'
import { problemOf } from '../../service-kit/problem-of.ts'
import { followEvents } from '../support/follow-events.ts'
import { noPostgres, PostgresServer } from '../support/postgres-server.ts'
import { makeDecision, makeNetworkSample } from '../support/store-records.ts'

const minuteMs = 60_000
const now = Math.floor(Date.now() / minuteMs) * minuteMs

describe.skipIf(noPostgres)(`a standing selector on PostgreSQL${noPostgres}`, () => {
  let server: PostgresServer
  let url: string
  let cluster: ClusterStore
  let service: SelectorService
  const clock = new ManualClock(now + 30_000)
  const get = async (path: string) => {
    const { statusCode, body } = await service.server.inject({ url: path, headers: { host: 'localhost' } })
    return { status: statusCode, body: JSON.parse(body) as unknown }
  }
  const append = async (node: string, samples: readonly object[], decision?: string) => {
    await using stores = await openPostgresStores(url, { node })
    await stores.samples.append(
      samples.map((sample) => makeNetworkSample(sample)),
      [],
    )
    if (decision !== undefined) await stores.decisions.insert(makeDecision({ id: decision }))
  }

  beforeAll(async () => {
    server = await PostgresServer.start()
    url = await server.newDatabase()
    cluster = await openPostgresCluster(url)
    const parts = {
      config: readConfig(SelectorConfig, { GENIE_HOSTS: 'genie.example', GENIE_WEB_DIR: '/nowhere' }),
      cluster,
      client: null,
      clock,
      logger: createLogger('silent'),
    }
    service = await buildSelectorService(parts)
    await append(
      'n2',
      [
        { at: now, ingressBitsPerSecond: 9_000_000 },
        { at: now, network: 'weave', source: 'sysfs:uplink1', dropRatio: 0 },
      ],
      'd2',
    )
    await append(
      'n1',
      [
        { at: now, ingressBitsPerSecond: 1_000_000, dropRatio: 0.5 },
        { at: now + 10_000, ingressBitsPerSecond: 3_000_000, dropRatio: 0 },
      ],
      'd1',
    )
    await service.poll.once()
  })
  afterAll(async () => {
    await service.server.close()
    await cluster.close()
    await server[Symbol.asyncDispose]()
  })

  test('answers under its own names and addresses, and under no others', async () => {
    const statusAs = async (host: string) =>
      (await service.server.inject({ url: '/api/v1/nodes', headers: { host } })).statusCode
    const known = ['localhost:8483', 'genie.example', '10.0.0.7:8483', '[fd00::7]:8483']
    expect(await Promise.all(known.map(statusAs))).toEqual([200, 200, 200, 200])
    expect(await Promise.all(['evil.example', 'genie.example.evil'].map(statusAs))).toEqual([421, 421])
  })

  test('answers which nodes there are and when they were last seen', async () => {
    expect((await get('/api/v1/nodes')).body).toEqual({
      nodes: [
        { name: 'n1', seenAt: now + 10_000 },
        { name: 'n2', seenAt: now },
      ],
    })
  })

  test("answers a node's board, scored as of its newest sample, and of the first node if none is named", async () => {
    const { body } = await get('/api/v1/networks?node=n2')
    expect(body).toMatchObject({ node: 'n2', at: now })
    expect(body).toMatchObject({
      networks: [
        { name: 'weave', state: 'healthy', standing: { rank: 1 } },
        { name: 'calico', state: 'congested', standing: { rank: 2 }, traffic: [{ at: now }] },
      ],
    })
    expect((await get('/api/v1/networks')).body).toMatchObject({ node: 'n1', at: now + 10_000 })
    expect(await get('/api/v1/networks?node=n9')).toEqual({
      status: 404,
      body: problemOf(404, 'Cannot show n9 as nothing is known of it: see /api/v1/nodes'),
    })
  })

  test('answers all nodes at one glance, as their boards have them', async () => {
    const { body } = await get('/api/v1/overview')
    expect(body).toMatchObject({
      at: now + 30_000,
      nodes: [
        { name: 'n1', seenAt: now + 10_000, networks: [{ name: 'calico', rank: 1 }] },
        {
          name: 'n2',
          seenAt: now,
          networks: [
            { name: 'weave', state: 'healthy', rank: 1 },
            { name: 'calico', state: 'congested', rank: 2 },
          ],
        },
      ],
    })
    const board = (await get('/api/v1/networks?node=n2')).body as NetworkBoard
    const [, { networks }] = (body as { nodes: [NodeInShort, NodeInShort] }).nodes
    expect(networks.map(({ name, score }) => [name, score])).toEqual(
      board.networks.map(({ name, standing }) => [name, standing.score]),
    )
  })

  test('two who ask for a node at once look at one view, which goes on', async () => {
    const policies = new Policies({
      manifests: () => [],
      clusterNamespace: '',
      logger: createLogger('silent'),
    })
    const parts = { cluster, policies, clock, logger: createLogger('silent') }
    const views = new NodeViews({ ...parts, prices: new StandingPrices(parts) })
    await views.poll()
    const [one, other] = await Promise.all([views.of('n1'), views.of('n1')])
    expect(one).not.toBeNull()
    expect(one === other).toBe(true)
    expect(await views.of('n1')).toBe(one)
  })

  test('keeps the price book, and tells what a pod of each owner costs on the networks of all nodes', async () => {
    const rate = { direction: 'egress', unit: 'GB', currency: 'EUR', effectiveFrom: '2026-01-01T00:00:00Z' }
    const rates = [{ network: 'calico' }, { networkClass: 'weave-net' }].map((target, at) => ({
      ...rate,
      ...target,
      tiers: [{ price: `0.0${at + 1}` }],
    }))
    const added = await service.server.inject({
      method: 'POST',
      url: '/api/v1/prices',
      headers: { host: 'localhost', 'if-none-match': '*' },
      payload: { rates },
    })
    expect([added.statusCode, added.headers['etag']]).toEqual([201, '"1"'])
    await using stores = await openPostgresStores(url, { node: 'n2' })
    await stores.networks.save([
      { name: 'weave', plugins: [{ type: 'weave-net' }, { type: 'portmap' }], missingPlugin: null },
    ])
    await stores.usage.saveOwners([
      {
        owner: 'shop/Deployment/web',
        egressBytesPerHour: 1e9,
        ingressBytesPerHour: 0,
        hours: 48,
        recentEgress: [],
        recentIngress: [],
        updatedAt: now,
      },
    ])
    clock.advance(61_000)
    await service.poll.once()
    clock.advance(-61_000)
    expect((await get('/api/v1/prices')).body).toMatchObject({
      book: { version: 1 },
      versions: [{ rates: 2 }],
    })
    const { body } = await get('/api/v1/prices/expected?namespace=shop')
    expect(body).toMatchObject({
      owners: [
        {
          use: { owner: 'shop/Deployment/web', basis: 'owner' },
          networks: [
            { network: 'calico', cost: { perGigabyte: 0.01, version: 1 } },
            { network: 'weave', cost: { perGigabyte: 0.02, version: 1 } },
          ],
        },
      ],
    })
    const ranked = await service.server.inject({
      method: 'POST',
      url: '/api/v1/networks/rank',
      headers: { host: 'localhost' },
      payload: { node: 'n2', namespace: 'shop' },
    })
    expect(JSON.parse(ranked.body)).toMatchObject({
      candidates: [{ cost: { version: 1 } }, { cost: { version: 1 } }],
    })
  })

  test('answers which sources have told figures of a node', async () => {
    const { body } = await get('/api/v1/sources?node=n1')
    expect(body).toMatchObject({ sources: [{ name: 'sysfs', kind: 'traffic', networks: 1 }] })
    expect((await get('/api/v1/sources?node=n9')).status).toBe(404)
  })

  test('answers decisions of all nodes, of one, and one alone', async () => {
    const ids = async (query: string) =>
      ((await get(`/api/v1/decisions${query}`)).body as { decisions: { id: string }[] }).decisions.map(
        ({ id }) => id,
      )
    expect([await ids(''), await ids('?node=n1'), await ids('?limit=1')]).toEqual([
      ['d2', 'd1'],
      ['d1'],
      ['d2'],
    ])
    expect((await get('/api/v1/decisions/d1')).body).toEqual(makeDecision({ id: 'd1' }))
    expect((await get('/api/v1/decisions/d9')).status).toBe(404)
  })

  test('answers the history of a network on one node, and summed over all', async () => {
    const of = async (query: string) =>
      ((await get(`/api/v1/networks/calico/history${query}`)).body as { points: unknown }).points
    expect(await of('?node=n1&resolution=minute')).toMatchObject([
      { at: now, figures: { ingressBitsPerSecond: { min: 1e6, max: 3e6, p50: 1e6, p95: 3e6, count: 2 } } },
    ])
    expect(await of('')).toMatchObject([
      {
        at: now,
        figures: {
          ingressBitsPerSecond: { min: 10e6, max: 12e6, p50: 10e6, p95: 12e6, count: 3 },
          dropRatio: { min: 0, max: 0.5, p50: (0 * 2 + 0.25) / 3, p95: 0.5, count: 3 },
          latencyP95Ms: null,
        },
      },
    ])
    expect(await of(`?from=${now + minuteMs}&to=${now + 2 * minuteMs}`)).toEqual([])
    expect((await get('/api/v1/networks/calico/history?resolution=raw')).status).toBe(400)
  })

  test('a page that follows a node hears of its new rows and decisions', async () => {
    const address = await service.server.listen({ host: '127.0.0.1', port: 0 })
    const abort = new AbortController()
    const response = await fetch(`${address}/api/v1/events?node=n1`, { signal: abort.signal })
    const heard = readEvents(response)
    const next = async () => (await heard.next()).value as string
    await append('n1', [{ at: now + 20_000 }], 'd3')
    await service.poll.once()
    expect([await next(), await next(), await next()]).toEqual(['board', 'board', 'decision'])
    abort.abort()
  })

  test('a page that follows all nodes hears of a new one by itself', async () => {
    const leaving = new AbortController()
    const until = await followEvents(service.server, 'overview/events', leaving.signal)
    expect(await until('"n2"')).not.toContain('"n3"')
    await append('n3', [{ at: now + 20_000 }])
    clock.advance(4_000)
    await service.poll.once()
    expect(await until('"n3"')).toMatch(/id: 2\nevent: overview\ndata: .*"n1".*"n2".*"n3"/)
    leaving.abort()
  })

  test('is not ready while the database is away, and comes back by itself', async () => {
    await server.crash()
    await service.poll.once()
    const away = await service.server.inject({ url: '/readyz', headers: { host: 'localhost' } })
    expect([away.statusCode, away.body]).toEqual([503, expect.stringContaining('cannot be reached')])
    expect(away.body).not.toContain(encodeURIComponent(server.password))
    await server.resume()
    const status = async () => {
      await service.poll.once()
      return (await service.server.inject({ url: '/readyz', headers: { host: 'localhost' } })).statusCode
    }
    await expect.poll(status, { timeout: 15_000, interval: 250 }).toBe(200)
  })
})

async function* readEvents(response: Response): AsyncGenerator<string> {
  let text = ''
  const parts = response.body as AsyncIterable<Uint8Array<ArrayBuffer>> | null
  for await (const part of parts ?? []) {
    text += new TextDecoder().decode(part)
    for (let at = text.indexOf('\n\n'); at >= 0; at = text.indexOf('\n\n')) {
      const name = /^event: (\w+)$/m.exec(text.slice(0, at))?.[1]
      text = text.slice(at + 2)
      if (name !== undefined) yield name
    }
  }
}
