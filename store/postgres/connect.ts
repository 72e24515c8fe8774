import pg from 'pg'

/** How long a caller is willing to wait, in ms. */
export interface Patience {
  readonly connectMs: number
  /** For the answer to one statement. */
  readonly statementMs: number
}

/** Something that answers statements: a pool, or a connection within its transaction. */
export interface Queryable {
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>
}

const int8 = 20

/** BIGINT as a number: ours are times and counts, far below 2^53. */
const types = {
  getTypeParser: (oid: number, format?: string) =>
    oid === int8 ? Number : (pg.types.getTypeParser as (oid: number, format?: string) => unknown)(oid, format),
} as unknown as pg.CustomTypesConfig

/**
 * What `pg` needs to connect. TLS goes by `sslmode` of the URL, and `require` verifies as `verify-full` does, unless
 * `uselibpqcompat=true` stands beside it.
 */
export function connectionOptions(url: string, program: string, patience: Patience): pg.PoolConfig {
  return {
    connectionString: url,
    application_name: program,
    connectionTimeoutMillis: patience.connectMs,
    query_timeout: patience.statementMs,
    keepAlive: true,
    types,
  }
}

/** A client of `pg` as we use it. */
export function queryable(client: Pick<pg.ClientBase, 'query'>): Queryable {
  return {
    async query<Row>(sql: string, values: readonly unknown[] = []) {
      const { rows } = await client.query(sql, [...values])
      return rows as Row[]
    },
  }
}
