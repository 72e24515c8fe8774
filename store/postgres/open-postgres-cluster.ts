import { systemClock, type Clock } from '../../service-kit/clock.ts'
import type { SeenNode } from '../../domain/seen-node.ts'
import type { ClusterStore } from '../cluster-store.ts'
import { readMigrations } from '../read-migrations.ts'
import { pointOf, type HistoryRow } from './history-point.ts'
import { historyOfAllSql } from './history-sql.ts'
import { migratePostgres } from './migrate-postgres.ts'
import { postgresMigrations } from './open-postgres-stores.ts'
import { PostgresDatabase } from './postgres-database.ts'
import { PostgresDecisionStore } from './postgres-decision-store.ts'
import { PostgresIntentStore } from './postgres-intent-store.ts'
import { PostgresSampleStore } from './postgres-sample-store.ts'

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
    decisionsOf: (node) => new PostgresDecisionStore(database, node),
    intents: new PostgresIntentStore(database),
    async historyOfAll({ network, fromMs, toMs, limit, resolution }) {
      const values = [network, fromMs, toMs, limit]
      return (await database.query<HistoryRow>(historyOfAllSql[resolution], values)).map(pointOf)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
