import SqliteDatabase from 'better-sqlite3'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openPostgresCluster } from '../../store/postgres/open-postgres-cluster.ts'
import { openPostgresStores } from '../../store/postgres/open-postgres-stores.ts'
import { PostgresTarget } from '../../store/postgres/postgres-target.ts'
import { openSqliteCluster } from '../../store/sqlite/open-sqlite-cluster.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import type { Stores } from '../../store/stores.ts'
import { makeRound } from '../support/memory-outbox.ts'
import { noPostgres, PostgresServer } from '../support/postgres-server.ts'
import { makeNetworkSample } from '../support/store-records.ts'

const now = Math.floor(Date.now() / 60_000) * 60_000

const networksOf = (mtu: number) => [
  { name: 'calico', plugins: [{ type: 'calico', mtu }], missingPlugin: null },
]

const closing = (database: SqliteDatabase.Database) =>
  Object.assign(database, { [Symbol.dispose]: () => void database.close() })

/** Of a node: calico twice, weave once and long ago. */
async function fill(
  { samples, networks }: Pick<Stores, 'samples' | 'networks'>,
  used: number,
): Promise<void> {
  await networks.save(networksOf(used))
  const rounds = [
    makeNetworkSample({ at: now - 600_000, network: 'weave' }),
    makeNetworkSample({ at: now - 10_000, addressesUsed: used }),
    makeNetworkSample({ at: now, addressesUsed: used + 1 }),
  ]
  for (const sample of rounds) await samples.append([sample], [])
}

const inShort = async (cluster: ClusterStore, nodes: readonly string[], sinceMs: number) =>
  (await cluster.latestOf(nodes, sinceMs))
    .map(({ node, sample }) => `${node} ${sample.network} ${sample.addressesUsed}`)
    .toSorted()

const mtus = async (cluster: ClusterStore, nodes: readonly string[]) =>
  [...(await cluster.networksOf(nodes))]
    .map(([node, [first]]) => [node, first?.plugins[0]?.['mtu']])
    .toSorted()

test('the file of one node tells the newest samples of that node, and of no other', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'genie-cluster-store-'))
  const path = join(directory, 'genie.db')
  try {
    await using stores = await openSqliteStores(path, { isShipping: true })
    await fill(stores, 5)
    await using cluster = await openSqliteCluster(path, 'n1')
    expect(await inShort(cluster, ['n1'], now - 60_000)).toEqual(['n1 calico 6'])
    expect(await inShort(cluster, ['n1', 'n2'], 0)).toEqual(['n1 calico 6', 'n1 weave 3'])
    expect(await inShort(cluster, ['n2'], 0)).toEqual([])
    expect(await mtus(cluster, ['n1', 'n2'])).toEqual([['n1', 5]])
    expect(await mtus(cluster, ['n2'])).toEqual([])
    // Networks that are the same wait for nobody who writes.
    using writer = closing(new SqliteDatabase(path))
    writer.exec('BEGIN IMMEDIATE')
    await stores.networks.save(networksOf(5))
    expect(await stores.networks.all()).toEqual(networksOf(5))
  } finally {
    await rm(directory, { recursive: true })
  }
})

describe.skipIf(noPostgres)(`a cluster's database${noPostgres}`, () => {
  test('tells the newest samples of the nodes that are asked for, whole', async () => {
    await using server = await PostgresServer.start()
    const url = await server.newDatabase()
    for (const [node, used] of [
      ['n1', 5],
      ['n2', 7],
      ['n3', 9],
    ] as const) {
      await using stores = await openPostgresStores(url, { node })
      await fill(stores, used)
    }
    await using cluster = await openPostgresCluster(url)
    expect(await inShort(cluster, ['n1', 'n3', 'n9'], now - 60_000)).toEqual(['n1 calico 6', 'n3 calico 10'])
    expect(await inShort(cluster, ['n2'], 0)).toEqual(['n2 calico 8', 'n2 weave 3'])
    expect(await inShort(cluster, [], 0)).toEqual([])
    expect(await mtus(cluster, ['n1', 'n3', 'n9'])).toEqual([
      ['n1', 5],
      ['n3', 9],
    ])
    const version = () =>
      server.run(new URL(url).pathname.slice(1), 'SELECT name, xmin, xmax FROM genie.node')
    const before = await version()
    await using stores = await openPostgresStores(url, { node: 'n1' })
    await stores.networks.save(networksOf(5))
    expect(await version()).toEqual(before)
    await stores.networks.save(networksOf(6))
    expect(await version()).not.toEqual(before)
    const [one] = await cluster.latestOf(['n1'], now)
    expect(one?.sample).toEqual(makeNetworkSample({ at: now, addressesUsed: 6 }))
  })

  test('tells networks as they were shipped last, by the newest of a batch', async () => {
    await using server = await PostgresServer.start()
    const url = await server.newDatabase()
    const target = new PostgresTarget(url, { node: 'n1' })
    const told = (seq: number, mtu: number) => ({ seq, kind: 'networks' as const, networks: networksOf(mtu) })
    await target.write([makeRound(1, now), told(1, 1)])
    await target.write([makeRound(2, now + 1), told(2, 2), makeRound(3, now + 2), told(3, 3)])
    await target.close()
    await using cluster = await openPostgresCluster(url)
    expect(await cluster.networksOf(['n1', 'n2'])).toEqual(new Map([['n1', networksOf(3)]]))
    expect((await cluster.nodes()).map(({ seenAt }) => seenAt)).toEqual([now + 2])
  })
})
