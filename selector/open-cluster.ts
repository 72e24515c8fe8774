import type { ClusterStore } from '../store/cluster-store.ts'
import { checkPostgresUrl, isPostgresUrl } from '../store/postgres/database-name.ts'

/**
 * Opens what is to be read: the cluster's PostgreSQL by its URL, or the SQLite file of that node's agent.
 * @throws {Error} one sentence without a password
 */
export async function openCluster(database: string, node: string): Promise<ClusterStore> {
  if (isPostgresUrl(database)) {
    checkPostgresUrl(database, 'GENIE_DB')
    return (await import('../store/postgres/open-postgres-cluster.ts')).openPostgresCluster(database)
  }
  return (await import('../store/sqlite/open-sqlite-cluster.ts')).openSqliteCluster(database, node)
}
