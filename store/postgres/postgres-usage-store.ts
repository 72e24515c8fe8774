import type { OwnerUse } from '../../domain/owner-use.ts'
import type { UsageStore } from '../usage-store.ts'
import type { Queryable } from './connect.ts'

interface OwnerRow extends Omit<OwnerUse, 'recentEgress' | 'recentIngress'> {
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
          updated_at AS "updatedAt"
        FROM genie.owner_use ORDER BY owner, node = $1 DESC, updated_at DESC`,
      [this.#node],
    )
    return rows.map(({ recent: [recentEgress, recentIngress], ...row }) => ({
      ...row,
      recentEgress,
      recentIngress,
    }))
  }

  async saveOwners(owners: readonly OwnerUse[]): Promise<void> {
    if (owners.length === 0) return
    await this.#database.query(
      `INSERT INTO genie.owner_use (owner, node, egress, ingress, hours, recent, updated_at)
        SELECT owner, $1, egress, ingress, hours, recent::json, updated_at
        FROM unnest($2::text[], $3::float8[], $4::float8[], $5::float8[], $6::text[], $7::bigint[])
          AS given (owner, egress, ingress, hours, recent, updated_at)
        ON CONFLICT (owner, node) DO UPDATE SET egress = excluded.egress, ingress = excluded.ingress,
          hours = excluded.hours, recent = excluded.recent, updated_at = excluded.updated_at`,
      [
        this.#node,
        owners.map(({ owner }) => owner),
        owners.map(({ egressBytesPerHour }) => egressBytesPerHour),
        owners.map(({ ingressBytesPerHour }) => ingressBytesPerHour),
        owners.map(({ hours }) => hours),
        owners.map(({ recentEgress, recentIngress }) => JSON.stringify([recentEgress, recentIngress])),
        owners.map(({ updatedAt }) => updatedAt),
      ],
    )
  }

  async volumes(month: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#database.query<{ readonly network: string; readonly bytes: number }>(
      'SELECT network, bytes FROM genie.month_volume WHERE month = $1',
      [month],
    )
    return new Map(rows.map(({ network, bytes }) => [network, bytes]))
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
