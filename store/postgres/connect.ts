import { Socket } from 'node:net'
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

/** One connection, which its holder ends. */
export interface Connection extends Queryable, AsyncDisposable {
  /** Ends it politely within a second, else by force. */
  close(): Promise<void>
  /** Ends it now: whoever waits for an answer hears of it. */
  destroy(): void
}

/** A server that stalls would keep us for ever when we say goodbye. */
const goodbyeMs = 1_000

const int8 = 20

/** BIGINT as a number: ours are times and counts, far below 2^53. */
const types = {
  getTypeParser: (oid: number, format?: string) =>
    oid === int8
      ? Number
      : (pg.types.getTypeParser as (oid: number, format?: string) => unknown)(oid, format),
} as unknown as pg.CustomTypesConfig

/**
 * What `pg` needs to connect. TLS goes by `sslmode` of the URL, and `require` verifies as `verify-full` does, unless
 * `uselibpqcompat=true` stands beside it.
 */
export function connectionOptions(url: string, program: string, patience: Patience): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: program,
    connectionTimeoutMillis: patience.connectMs,
    query_timeout: patience.statementMs,
    keepAlive: true,
    types,
  }
}

/** Sockets that can all be closed by force. */
export class Sockets {
  readonly #open = new Set<Socket>()

  /** For `pg`, which connects it. */
  readonly make = (): Socket => {
    const socket = new Socket()
    this.#open.add(socket)
    socket.once('close', () => this.#open.delete(socket))
    return socket
  }

  destroy(): void {
    for (const socket of this.#open) socket.destroy()
  }

  /** Waits for a polite end for a second. */
  async within(ending: Promise<unknown>): Promise<void> {
    const timer = setTimeout(() => this.destroy(), goodbyeMs)
    try {
      await ending
    } finally {
      clearTimeout(timer)
      this.destroy()
    }
  }
}

/** @throws {Error} what `pg` throws: see `postgres-fault.ts` */
export async function connect(url: string, program: string, patience: Patience): Promise<Connection> {
  const sockets = new Sockets()
  const client = new pg.Client({ ...connectionOptions(url, program, patience), stream: sockets.make })
  // Of a connection that breaks the next statement tells.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    sockets.destroy()
    throw error
  }
  const close = () => sockets.within(client.end())
  return { ...queryable(client), close, destroy: () => sockets.destroy(), [Symbol.asyncDispose]: close }
}

/** The part of `pg`'s clients and pools that we use. */
interface Answering {
  query(sql: string, values: unknown[]): Promise<pg.QueryResult<pg.QueryResultRow>>
}

/** A client or pool of `pg` as we use it. */
export function queryable(client: Answering): Queryable {
  return {
    async query<Row>(sql: string, values: readonly unknown[] = []) {
      const { rows } = await client.query(sql, [...values])
      return rows as Row[]
    },
  }
}
