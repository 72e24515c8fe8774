import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openPostgresCluster } from '../../store/postgres/open-postgres-cluster.ts'
import { openPostgresStores } from '../../store/postgres/open-postgres-stores.ts'
import { openSqliteCluster } from '../../store/sqlite/open-sqlite-cluster.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import type { Stores } from '../../store/stores.ts'
import { noPostgres, PostgresServer } from '../support/postgres-server.ts'
import { makeNetworkSample } from '../support/store-records.ts'

const now = Math.floor(Date.now() / 60_000) * 60_000

/** Of a node: calico twice, weave once and long ago. */
async function fill(
  { samples, networks }: Pick<Stores, 'samples' | 'networks'>,
  used: number,
): Promise<void> {
  await networks.save([{ name: 'calico', plugins: [{ type: 'calico', mtu: used }], missingPlugin: null }])
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
    const [one] = await cluster.latestOf(['n1'], now)
    expect(one?.sample).toEqual(makeNetworkSample({ at: now, addressesUsed: 6 }))
  })
})
