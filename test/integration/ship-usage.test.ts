import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OwnerUse } from '../../domain/owner-use.ts'
import type { ExpectedCosts } from '../../domain/price-answers.ts'
import { buildSelectorService } from '../../selector/build-selector-service.ts'
import { SelectorConfig } from '../../selector/config.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { readConfig } from '../../service-kit/read-config.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import { openPostgresCluster } from '../../store/postgres/open-postgres-cluster.ts'
import { openPostgresStores } from '../../store/postgres/open-postgres-stores.ts'
import { PostgresTarget } from '../../store/postgres/postgres-target.ts'
import { Shipper } from '../../store/ship/shipper.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { noPostgres, PostgresServer } from '../support/postgres-server.ts'
import { priceRate } from '../support/price-rate.ts'
import { makeNetworkSample } from '../support/store-records.ts'

const now = Date.now()
const hourMs = 3_600_000
const month = new Date(now).toISOString().slice(0, 7)
const use = (owner: string, over: Partial<OwnerUse> = {}): OwnerUse => ({
  owner,
  egressBytesPerHour: 1e9,
  ingressBytesPerHour: 0,
  recentEgress: Array.from({ length: 10 }, (_, spell) => (spell + 1) * 1e9),
  recentIngress: [],
  hours: 24,
  pods: 1,
  updatedAt: now,
  ...over,
})

/** A node that keeps a file of its own and ships, as an agent does. */
interface Node extends AsyncDisposable {
  readonly stores: Stores
  readonly shipper: Shipper
}

describe.skipIf(noPostgres)(`what pods use, shipped to PostgreSQL${noPostgres}`, () => {
  let server: PostgresServer
  let url: string
  let cluster: ClusterStore
  let nodes: Node[]
  beforeAll(async () => {
    server = await PostgresServer.start()
  })
  afterAll(() => server[Symbol.asyncDispose]())
  beforeEach(async () => {
    url = await server.newDatabase()
    cluster = await openPostgresCluster(url)
    nodes = []
  })
  afterEach(async () => {
    for (const node of nodes) await node[Symbol.asyncDispose]()
    await cluster.close()
  })

  const run = (sql: string) => server.run(new URL(url).pathname.slice(1), sql)
  const nodeOf = async (node: string): Promise<Node> => {
    const clock = new ManualClock(now)
    const stores = await openSqliteStores(':memory:', { isShipping: true, clock })
    const { outbox } = stores
    if (outbox === null) throw new Error('Cannot ship without an outbox')
    const target = new PostgresTarget(url, { node })
    const quiet = { onFault: () => undefined, onEnd: () => undefined }
    const shipper = new Shipper({ outbox, target, clock, random: () => 1, ...quiet })
    const close = async () => {
      await shipper.stop()
      await stores.close()
    }
    nodes.push({ stores, shipper, [Symbol.asyncDispose]: close })
    return { stores, shipper, [Symbol.asyncDispose]: close }
  }
  const owners = async () => {
    const all = await cluster.usage.owners()
    return Object.fromEntries(all.map(({ owner, ...its }) => [owner, its]))
  }
  const weave = async () => (await cluster.usage.volumes(month)).get('weave')

  test('a standing selector tells what pods of two nodes cost, one of them and all', async () => {
    const parts = {
      config: readConfig(SelectorConfig, { GENIE_HOSTS: 'genie.example', GENIE_WEB_DIR: '/nowhere' }),
      ...{ cluster, client: null, clock: new ManualClock(now), logger: createLogger('silent') },
    }
    const service = await buildSelectorService(parts)
    const [one, other] = [await nodeOf('n1'), await nodeOf('n2')]
    for (const { stores } of [one, other])
      await stores.samples.append([makeNetworkSample({ network: 'weave', at: now })], [])
    await one.stores.usage.saveOwners([use('shop/Deployment/web', { pods: 2 }), use('kube/DaemonSet/dns')])
    await other.stores.usage.saveOwners([
      use('kube/DaemonSet/dns', { egressBytesPerHour: 3e9 }),
      use('bank/StatefulSet/db', { pods: 4, hours: 12 }),
    ])
    await one.stores.usage.addVolumes(month, new Map([['weave', 5e9]]))
    await other.stores.usage.addVolumes(month, new Map([['weave', 2e9]]))
    for (const { shipper } of [one, other]) await shipper.shipOnce()
    expect(one.shipper.figures()).toMatchObject({ rounds: 1, usage: 3, refused: 0 })
    await service.server.inject({
      ...{ method: 'POST', url: '/api/v1/prices' },
      headers: { host: 'localhost', 'if-none-match': '*' },
      payload: { rates: [priceRate({ network: 'weave', tiers: [{ price: '0.01' }] })] },
    })
    await service.poll.once()
    const { body } = await service.server.inject({
      url: '/api/v1/prices/expected',
      headers: { host: 'localhost' },
    })
    await service.server.close()
    const told = (JSON.parse(body) as ExpectedCosts).owners.map(({ use: its, pods, networks }) => {
      const [{ cost, monthly } = {}] = networks
      return {
        ...{ owner: its.owner, pods, basis: its.basis, carried: cost?.monthToDateGigabytes },
        ...{
          one: cost?.perMonth.toFixed(2),
          p90: cost?.perMonthP90.toFixed(2),
          all: monthly?.perMonth.toFixed(2),
        },
        confidence: monthly?.confidence.toFixed(2),
      }
    })
    const common = { basis: 'owner', carried: 7, p90: '65.70' }
    expect(told.toSorted((first, second) => (first.owner < second.owner ? -1 : 1))).toEqual([
      { ...common, owner: 'bank/StatefulSet/db', pods: 4, one: '7.30', all: '29.20', confidence: '0.65' },
      { ...common, owner: 'kube/DaemonSet/dns', pods: 2, one: '14.60', all: '29.20', confidence: '1.00' },
      { ...common, owner: 'shop/Deployment/web', pods: 2, one: '7.30', all: '14.60', confidence: '1.00' },
    ])
  })

  test('what is shipped twice counts once, and a node that was replaced goes on from what the first has carried', async () => {
    const first = await nodeOf('n1')
    await first.stores.usage.saveOwners([use('a/Pod/x')])
    await first.stores.usage.addVolumes(month, new Map([['weave', 5]]))
    const entries = (await first.stores.outbox?.next(9)) ?? []
    const target = new PostgresTarget(url, { node: 'n1' })
    for (const _time of [1, 2]) await target.write(entries)
    expect(await weave()).toBe(5)
    await first.stores.usage.addVolumes(month, new Map([['weave', 1]]))
    await first.shipper.shipOnce()
    // What was under way when the batch before it was given up comes late.
    await target.write(entries)
    await target.close()
    expect(await weave()).toBe(6)
    const second = await nodeOf('n1')
    await second.stores.usage.saveOwners([use('a/Pod/x', { hours: 1, pods: 2 })])
    await second.stores.usage.addVolumes(month, new Map([['weave', 2]]))
    await second.shipper.shipOnce()
    expect(await weave()).toBe(8)
    expect(await owners()).toMatchObject({ 'a/Pod/x': { hours: 1, pods: 2 } })
    await using writes = await openPostgresStores(url, { node: 'n3' })
    await writes.usage.addVolumes(month, new Map([['weave', 10]]))
    expect((await writes.usage.volumes(month)).get('weave')).toBe(18)
  })

  test('a database that is away for hours costs nothing, and is told what counts in the end', async () => {
    const { stores, shipper } = await nodeOf('n1')
    await stores.usage.saveOwners([use('a/Pod/x')])
    await server.crash()
    for (let hour = 1; hour <= 6; hour += 1) {
      await shipper.shipOnce()
      await stores.usage.saveOwners([use('a/Pod/x', { hours: 24 + hour }), use(`a/Pod/${hour}`)])
      await stores.usage.addVolumes(month, new Map([['weave', 1]]))
    }
    expect(await shipper.standing()).toMatchObject({ entries: 8 })
    await server.resume()
    await shipper.shipOnce()
    await cluster.close()
    cluster = await openPostgresCluster(url)
    expect(Object.keys(await owners())).toHaveLength(7)
    expect(await owners()).toMatchObject({ 'a/Pod/x': { hours: 30 } })
    expect(await weave()).toBe(6)
    expect(await shipper.standing()).toEqual({ entries: 0, oldestAt: null })
  })

  test('pods of a node that has told nothing for half an hour are not counted, by the clock of the server', async () => {
    const [one, other] = [await nodeOf('n1'), await nodeOf('n2')]
    const behind = now - 5 * hourMs
    await one.stores.usage.saveOwners([use('a/Pod/x', { pods: 2, updatedAt: behind }), use('a/Pod/y')])
    await other.stores.usage.saveOwners([
      use('a/Pod/x', { pods: 3, updatedAt: now + 100 * hourMs }),
      use('a/Pod/z', { pods: 0 }),
    ])
    for (const { shipper } of [one, other]) await shipper.shipOnce()
    expect(await owners()).toMatchObject({
      'a/Pod/x': { pods: 5 },
      'a/Pod/y': { pods: 1 },
      'a/Pod/z': { pods: 0 },
    })
    expect((await owners())['a/Pod/x']?.updatedAt).toBeLessThan(now + hourMs)
    await run(
      `UPDATE genie.owner_use SET told_at = told_at - 31 * 60000 WHERE node = 'n1' OR owner = 'a/Pod/z'`,
    )
    expect(await owners()).toMatchObject({ 'a/Pod/x': { pods: 3 }, 'a/Pod/z': { pods: 0 } })
    expect((await owners())['a/Pod/y']).not.toHaveProperty('pods')
  })

  test('figures of nodes where an owner was a day ago are none of now, and those of an older agent count', async () => {
    await cluster.usage.owners()
    await run(`INSERT INTO genie.owner_use (owner, node, egress, ingress, hours, recent, updated_at) VALUES
      ('a/Pod/x', 'n1', 9, 0, 24, '[[9],[]]', ${now - 25 * hourMs}), ('a/Pod/x', 'n2', 2, 0, 6, '[[2],[]]', ${now})`)
    expect(await owners()).toMatchObject({
      'a/Pod/x': { egressBytesPerHour: 2, recentEgress: [2], hours: 6 },
    })
    const { stores, shipper } = await nodeOf('n3')
    await stores.usage.saveOwners([use('a/Pod/x', { egressBytesPerHour: 6, recentEgress: [7], hours: 18 })])
    await shipper.shipOnce()
    expect(await owners()).toMatchObject({ 'a/Pod/x': { egressBytesPerHour: 5, recentEgress: [7], pods: 1 } })
  })

  test('months ahead of the server’s clock are not taken, and what is too old is forgotten where all agents ship', async () => {
    const { stores, shipper } = await nodeOf('n1')
    await stores.usage.addVolumes('2150-01', new Map([['weave', 5]]))
    await stores.usage.addVolumes('2001-01', new Map([['weave', 5]]))
    await stores.usage.saveOwners([use('a/Pod/old', { updatedAt: now - 91 * 24 * hourMs }), use('a/Pod/new')])
    await shipper.shipOnce()
    expect(shipper.figures()).toMatchObject({ usage: 4, refused: 0 })
    expect((await cluster.usage.volumes('2150-01')).size).toBe(0)
    expect((await cluster.usage.volumes('2001-01')).size).toBe(1)
    const target = new PostgresTarget(url, { node: 'n1' })
    await target.maintain()
    await target.close()
    expect((await cluster.usage.volumes('2001-01')).size).toBe(0)
    expect(Object.keys(await owners())).toEqual(['a/Pod/new'])
  })
})
