import { systemClock, type Clock } from '../../service-kit/clock.ts'
import type { SeenNode } from '../../domain/seen-node.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import type { ClusterStore } from '../cluster-store.ts'
import { readMigrations } from '../read-migrations.ts'
import { pointOf, type HistoryRow } from './history-point.ts'
import { historyOfAllSql } from './history-sql.ts'
import { migratePostgres } from './migrate-postgres.ts'
import { ownersOfAll } from './owners-of-all.ts'
import { postgresMigrations } from './open-postgres-stores.ts'
import { PostgresDatabase } from './postgres-database.ts'
import { PostgresDecisionStore } from './postgres-decision-store.ts'
import { PostgresIntentStore } from './postgres-intent-store.ts'
import { networksOf } from './postgres-network-store.ts'
import { sampleList } from './sample-columns.ts'
import { PostgresSampleStore } from './postgres-sample-store.ts'
import { volumesOfAll } from './postgres-usage-store.ts'

/** Of each node from name to name through the primary key, as the latest of one node are found. */
const latestOf = `SELECT asked.node, newest.* FROM unnest($1::text[]) AS asked (node), LATERAL (
    WITH RECURSIVE name (network) AS (
      SELECT min(network) FROM genie.network_sample s WHERE s.node = asked.node AND s.at >= $2
      UNION ALL
      SELECT (SELECT min(network) FROM genie.network_sample s
        WHERE s.node = asked.node AND s.at >= $2 AND s.network > name.network)
      FROM name WHERE name.network IS NOT NULL
    )
    SELECT network FROM name WHERE network IS NOT NULL
  ) AS its, LATERAL (
    SELECT ${sampleList} FROM genie.network_sample
    WHERE network_sample.node = asked.node AND network_sample.network = its.network AND at >= $2
    ORDER BY at DESC LIMIT 1
  ) AS newest`

const patience = { connectMs: 5_000, statementMs: 10_000 }

/**
 * Opens the cluster's database to read. The schema is made if it is missing and this user may.
 * @throws {Error} one sentence without the password
 */
export async function openPostgresCluster(url: string, clock: Clock = systemClock): Promise<ClusterStore> {
  const database = new PostgresDatabase(url, { program: 'genie-selector', patience, connections: 4, clock })
  try {
    await migratePostgres(database, await readMigrations(postgresMigrations))
  } catch (error) {
    await database.close()
    throw error
  }
  const close = () => database.close()
  return {
    nodes: () =>
      database.query<SeenNode>('SELECT name, seen_at AS "seenAt" FROM genie.node ORDER BY name COLLATE "C"'),
    samplesOf: (node) => new PostgresSampleStore(database, node),
    async latestOf(nodes, sinceMs) {
      const rows = await database.query<NetworkSample & { readonly node: string }>(latestOf, [nodes, sinceMs])
      return rows.map(({ node, ...sample }) => ({ node, sample }))
    },
    networksOf: (nodes) => networksOf(database, nodes),
    decisionsOf: (node) => new PostgresDecisionStore(database, node),
    intents: new PostgresIntentStore(database),
    usage: {
      owners: () => ownersOfAll(database),
      volumes: (month) => volumesOfAll(database, month),
    },
    async historyOfAll({ network, fromMs, toMs, limit, resolution }) {
      const values = [network, fromMs, toMs, limit]
      return (await database.query<HistoryRow>(historyOfAllSql[resolution], values)).map(pointOf)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
