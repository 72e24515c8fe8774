import type { ToldNetwork } from '../../domain/told-network.ts'
import type { NetworkStore } from '../network-store.ts'
import type { Queryable } from './connect.ts'

/** A node that has not measured yet counts as never seen. A row that is not changed is not locked for it either. */
const save = `INSERT INTO genie.node (name, seen_at, networks) SELECT $1, 0, $2::json
  WHERE NOT EXISTS (SELECT FROM genie.node WHERE name = $1 AND networks::text = $2::json::text)
  ON CONFLICT (name) DO UPDATE SET networks = excluded.networks`

/** Which networks a node has, in PostgreSQL. */
export class PostgresNetworkStore implements NetworkStore {
  readonly #database: Queryable
  readonly #node: string

  constructor(database: Queryable, node: string) {
    this.#database = database
    this.#node = node
  }

  save(networks: readonly ToldNetwork[]): Promise<void> {
    return writeNetworks(this.#database, this.#node, networks)
  }

  async all(): Promise<readonly ToldNetwork[]> {
    return (await networksOf(this.#database, [this.#node])).get(this.#node) ?? []
  }
}

/** Writes which networks a node has; the row stays as it is where they are the same. */
export async function writeNetworks(
  connection: Queryable,
  node: string,
  networks: readonly ToldNetwork[],
): Promise<void> {
  await connection.query(save, [node, JSON.stringify(networks)])
}

/** Those of several nodes, by node; a node that has told none is left out. */
export async function networksOf(
  connection: Queryable,
  nodes: readonly string[],
): Promise<ReadonlyMap<string, readonly ToldNetwork[]>> {
  const rows = await connection.query<{ readonly name: string; readonly networks: ToldNetwork[] }>(
    'SELECT name, networks FROM genie.node WHERE name = ANY($1) AND networks IS NOT NULL',
    [nodes],
  )
  return new Map(rows.map(({ name, networks }) => [name, networks]))
}
