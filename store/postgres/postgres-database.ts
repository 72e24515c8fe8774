import pg from 'pg'
import type { Clock } from '../../service-kit/clock.ts'
import { connectionOptions, queryable, Sockets, type Patience, type Queryable } from './connect.ts'
import { databaseName } from './database-name.ts'
import { postgresFault, postgresSentence, type PostgresFault } from './postgres-fault.ts'

/** What a pool of connections is opened with. */
export interface DatabaseOptions {
  readonly program: string
  readonly patience: Patience
  /** How many connections at most. */
  readonly connections: number
  readonly clock: Clock
}

/** For so long after a failure nobody waits for the database again. */
const restMs = 5_000

/** Of these it is no use to ask again at once; a statement that was refused says nothing of the next. */
const isAway = new Set<PostgresFault>(['unreachable', 'tls', 'timeout', 'login', 'busy'])

/**
 * A database whose absence costs one caller the time-out, and the others nothing: after a failure to reach it all calls
 * fail at once for some seconds. Errors are one sentence, with the server's own as cause.
 */
export class PostgresDatabase implements Queryable, AsyncDisposable {
  /** User, host and database, for messages. */
  readonly name: string
  readonly #pool: pg.Pool
  readonly #sockets = new Sockets()
  readonly #clock: Clock
  #away: { readonly untilMs: number; readonly error: Error } | undefined
  #closing: Promise<void> | undefined

  constructor(url: string, { program, patience, connections, clock }: DatabaseOptions) {
    this.name = databaseName(url)
    this.#clock = clock
    this.#pool = new pg.Pool({
      ...connectionOptions(url, program, patience),
      stream: this.#sockets.make,
      statement_timeout: patience.statementMs,
      max: connections,
      idleTimeoutMillis: 60_000,
      allowExitOnIdle: true,
    })
    // Of a connection that breaks while nobody uses it, the next caller hears.
    this.#pool.on('error', () => undefined)
  }

  query<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.#watched(() => queryable(this.#pool).query<Row>(sql, values))
  }

  /** Runs `work` on one connection; what it does counts once all of it is done. */
  transaction<Result>(work: (connection: Queryable) => Promise<Result>): Promise<Result> {
    return this.#watched(async () => {
      const client = await this.#pool.connect()
      try {
        await client.query('BEGIN')
        const result = await work(queryable(client))
        await client.query('COMMIT')
        client.release()
        return result
      } catch (error) {
        // A connection in doubt is not used again; the server rolls back when it is closed.
        client.release(true)
        throw error
      }
    })
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#sockets.within(this.#pool.end()))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #watched<Result>(ask: () => Promise<Result>): Promise<Result> {
    if (this.#away !== undefined && this.#clock.monotonicMs() < this.#away.untilMs) throw this.#away.error
    try {
      const result = await ask()
      this.#away = undefined
      return result
    } catch (cause) {
      const error = new Error(postgresSentence(this.name, cause), { cause })
      if (isAway.has(postgresFault(cause)))
        this.#away = { untilMs: this.#clock.monotonicMs() + restMs, error }
      throw error
    }
  }
}
