import { request, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStores } from '../../agent/open-stores.ts'
import { openShipper } from '../../agent/ship/open-shipper.ts'
import { ownerOfPod } from '../../domain/owner-of-pod.ts'
import { systemClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import { openPostgresCluster } from '../../store/postgres/open-postgres-cluster.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import { MemoryOutbox } from '../support/memory-outbox.ts'
import { NodeUnderTest } from '../support/node-under-test.ts'
import { makeAttachmentSample, makeNetworkSample } from '../support/store-records.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { noPostgres, PostgresServer } from '../support/postgres-server.ts'

const patiently = { timeout: 15_000, interval: 100 }
const [executable] = pluginExecutables

describe.skipIf(noPostgres)(`an agent and PostgreSQL${noPostgres}`, () => {
  let server: PostgresServer
  let url: string
  beforeAll(async () => {
    server = await PostgresServer.start()
  })
  afterAll(() => server[Symbol.asyncDispose]())
  beforeEach(async () => {
    url = await server.newDatabase()
  })

  test('with GENIE_CLUSTER_DB rounds and decisions are there soon, and pods are attached while it is away', async () => {
    await using node = await NodeUnderTest.open({ GENIE_CLUSTER_DB: url, GENIE_SHIP_SECONDS: '0.1' })
    await using cluster = await openPostgresCluster(url)
    const first = await attach(node)
    await expect.poll(() => decided(cluster), patiently).toEqual([first])
    expect((await cluster.nodes()).map(({ name }) => name)).toEqual(['genie-node'])
    expect((await cluster.samplesOf('genie-node').latest()).map(({ network }) => network)).toContain('cbr0')
    await server.crash()
    const second = await attach(node)
    await expect
      .poll(() => page(node, '/readyz?verbose'), patiently)
      .toContain('[-]cluster database: Cannot use')
    const metrics = await page(node, '/metrics')
    expect(metrics).toMatch(/^genie_ship_pending [1-9]/m)
    expect(metrics).toMatch(/^genie_ship_failures_total\{reason="unreachable"\} [1-9]/m)
    expect(metrics + (await page(node, '/readyz?verbose'))).not.toContain(encodeURIComponent(server.password))
    await server.resume()
    await expect.poll(() => page(node, '/readyz?verbose'), patiently).toContain('[+]cluster database ok')
    expect(await page(node, '/metrics')).toMatch(/^genie_ship_pending 0/m)
    await using again = await openPostgresCluster(url)
    expect(await decided(again)).toEqual([second, first])
  })

  test('what an agent could not ship before it stopped is shipped after its next start', async () => {
    await server.crash()
    await using node = await NodeUnderTest.open({ GENIE_CLUSTER_DB: url, GENIE_SHIP_SECONDS: '0.1' })
    const pod = await attach(node)
    await node.stopAgent()
    await server.resume()
    await node.startAgent()
    await using cluster = await openPostgresCluster(url)
    await expect.poll(() => decided(cluster), patiently).toEqual([pod])
  })

  test('what pods have used, and how many of them run, is shipped after a start', async () => {
    await using node = await NodeUnderTest.open({ GENIE_CLUSTER_DB: url, GENIE_SHIP_SECONDS: '0.1' })
    const pod = await attach(node)
    await node.stopAgent()
    const month = new Date().toISOString().slice(0, 7)
    {
      await using stores = await openSqliteStores(node.at('genie.db'))
      const figures = { egressBytesPerHour: 5, ingressBytesPerHour: 7, hours: 24, updatedAt: Date.now() }
      await stores.usage.saveOwners([
        { owner: 'shop/Deployment/web', ...figures, recentEgress: [8, 9], recentIngress: [7], pods: 2 },
      ])
      await stores.usage.addVolumes(month, new Map([['cbr0', 11]]))
    }
    await node.startAgent()
    await using cluster = await openPostgresCluster(url)
    await expect
      .poll(() => cluster.usage.owners(), patiently)
      .toMatchObject([
        { owner: ownerOfPod({ namespace: 'default', name: pod }), pods: 1 },
        { owner: 'shop/Deployment/web', egressBytesPerHour: 5, recentEgress: [9], pods: 0 },
      ])
    const bytes = async () => (await cluster.usage.volumes(month)).get('cbr0')
    await expect.poll(bytes, patiently).toBeGreaterThanOrEqual(11)
    await expect
      .poll(() => page(node, '/metrics'), patiently)
      .toMatch(/^genie_shipped_total\{kind="usage"\} [3-9]/m)
  })

  test('with GENIE_DB as a URL decisions are kept there, and a pod does not wait for a database that is away', async () => {
    await using node = await NodeUnderTest.open({ GENIE_DB: url })
    const first = await attach(node)
    await server.crash()
    const begun = performance.now()
    await attach(node)
    expect(performance.now() - begun).toBeLessThan(5_000)
    await server.resume()
    await using cluster = await openPostgresCluster(url)
    expect(await decided(cluster)).toEqual([first])
    expect(await page(node, '/readyz?verbose')).toContain('[+]store ok')
  })

  test('a database that is away at the start is told, and all is kept in memory', async () => {
    await server.crash()
    await using node = await NodeUnderTest.open({ GENIE_DB: url })
    const pod = await attach(node)
    expect(await page(node, '/readyz?verbose')).toMatch(
      /\[-\]store: Cannot use .* \(ECONNREFUSED\): start it.*\. Decisions are kept in memory until the next start/,
    )
    expect(JSON.stringify((await node.get('/api/v1/decisions')).body)).toContain(pod)
    await server.resume()
  })

  test('what is kept in memory for a database that is away is of networks only: pods are too many', async () => {
    const config = { GENIE_DB: server.url('none'), GENIE_DB_MAX_BYTES: 1e8, NODE_NAME: 'n' }
    await using stores = await openStores(config, createLogger('silent'))
    await stores.samples.append([makeNetworkSample({ at: 1 })], [makeAttachmentSample({ at: 1 })])
    expect(await stores.samples.latest()).toHaveLength(1)
    expect(await stores.samples.recentAttachments(0)).toEqual([])
  })

  test('a setting that is no URL of PostgreSQL is refused without being told', async () => {
    const config = {
      GENIE_CLUSTER_DB: 'mysql://genie:very-secret@db/genie',
      GENIE_SHIP_SECONDS: 30,
      NODE_NAME: 'n',
    }
    const stores = { outbox: new MemoryOutbox() }
    const logger = createLogger('silent')
    await expect(openShipper({ config, stores, clock: systemClock, logger })).rejects.toThrow(
      /^Cannot use GENIE_CLUSTER_DB as it is no URL of PostgreSQL: give postgres:\/\/user:password@host:5432\/database, with %40 for an @ in the password and so on$/,
    )
    await expect(openStores({ ...config, GENIE_DB: url, GENIE_DB_MAX_BYTES: 1e8 }, logger)).rejects.toThrow(
      'Cannot ship to GENIE_CLUSTER_DB as GENIE_DB is PostgreSQL itself: leave one of them out',
    )
  })
})

/** Attaches a pod that leaves the choice, and answers its name. */
async function attach(node: NodeUnderTest): Promise<string> {
  if (executable === undefined) throw new Error('Cannot attach a pod as there is no plugin')
  const pod = await node.pod(executable, { annotations: { cni: '' } })
  const outcome = await pod.call('ADD')
  expect(outcome).toMatchObject({ status: 0 })
  return pod.name
}

async function decided(cluster: ClusterStore): Promise<readonly string[]> {
  const { decisions } = await cluster.decisionsOf(null).page({ limit: 9 })
  return decisions.filter(({ outcome }) => outcome === 'attached').map(({ pod }) => pod.name)
}

async function page(node: NodeUnderTest, path: string): Promise<string> {
  const call = request({ socketPath: node.at('http.sock'), path, headers: { host: 'localhost' } }).end()
  const [response] = (await once(call, 'response')) as [IncomingMessage]
  return text(response)
}
