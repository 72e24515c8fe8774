import type { OwnerUse } from '../../domain/owner-use.ts'
import type { UsageStore } from '../usage-store.ts'
import type { Queryable } from './connect.ts'
import { writeOwners } from './write-usage.ts'

interface OwnerRow extends Omit<OwnerUse, 'recentEgress' | 'recentIngress' | 'pods'> {
  readonly pods: number | null
  readonly recent: readonly [number[], number[]]
}

/** What pods have used, in PostgreSQL: owners as each node counts them, volumes of all nodes together. */
export class PostgresUsageStore implements UsageStore {
  readonly #database: Queryable
  readonly #node: string

  constructor(database: Queryable, node: string) {
    this.#database = database
    this.#node = node
  }

  async owners(): Promise<readonly OwnerUse[]> {
    const rows = await this.#database.query<OwnerRow>(
      `SELECT DISTINCT ON (owner) owner, egress AS "egressBytesPerHour", ingress AS "ingressBytesPerHour", hours, recent,
          updated_at AS "updatedAt", CASE WHEN node = $1 THEN pods END AS pods
        FROM genie.owner_use ORDER BY owner, node = $1 DESC, updated_at DESC`,
      [this.#node],
    )
    return rows.map(({ recent: [recentEgress, recentIngress], pods, ...row }) => ({
      ...row,
      recentEgress,
      recentIngress,
      ...(pods !== null && { pods }),
    }))
  }

  async saveOwners(owners: readonly OwnerUse[]): Promise<void> {
    await writeOwners(this.#database, this.#node, owners)
  }

  volumes(month: string): Promise<ReadonlyMap<string, number>> {
    return volumesOfAll(this.#database, month)
  }

  /** In the order of names, so that two nodes never wait for each other's rows. */
  async addVolumes(month: string, volumes: ReadonlyMap<string, number>): Promise<void> {
    if (volumes.size === 0) return
    const networks = [...volumes.keys()].sort()
    await this.#database.query(
      `INSERT INTO genie.month_volume (month, network, bytes)
        SELECT $1, network, bytes FROM unnest($2::text[], $3::float8[]) AS given (network, bytes)
        ON CONFLICT (month, network) DO UPDATE SET bytes = month_volume.bytes + excluded.bytes`,
      [month, networks, networks.map((network) => volumes.get(network) ?? 0)],
    )
  }

  async forget(sinceMs: number, month: string): Promise<void> {
    await this.#database.query('SELECT genie.forget_usage($1, $2)', [sinceMs, month])
  }
}

/** What pods of all nodes have sent in a month, by network, whether their agents write or ship. */
export async function volumesOfAll(database: Queryable, month: string): Promise<ReadonlyMap<string, number>> {
  const rows = await database.query<{ readonly network: string; readonly bytes: number }>(
    `SELECT network, sum(bytes) AS bytes FROM (
        SELECT network, bytes FROM genie.month_volume WHERE month = $1
        UNION ALL SELECT network, bytes FROM genie.node_volume WHERE month = $1
      ) AS counted GROUP BY network`,
    [month],
  )
  return new Map(rows.map(({ network, bytes }) => [network, bytes]))
}
