import type { OutboxEntry } from '../outbox.ts'
import { readMigrations } from '../read-migrations.ts'
import type { ShipFault, ShipTarget } from '../ship/ship-target.ts'
import { connect, type Connection, type Queryable } from './connect.ts'
import { databaseName } from './database-name.ts'
import { migratePostgres } from './migrate-postgres.ts'
import { postgresMigrations } from './open-postgres-stores.ts'
import { postgresFault, postgresSentence } from './postgres-fault.ts'
import { writeNetworks } from './postgres-network-store.ts'
import { Upkeep } from './upkeep.ts'
import { writeDecisions } from './write-decisions.ts'
import { lacksRoom, makeRoom, writeSamples, type SampleRows } from './write-samples.ts'
import { withoutSpells, writeOwners, writeVolumes } from './write-usage.ts'

/** Whose entries, and how long the database may take over them. */
export interface PostgresTargetOptions {
  readonly node: string
  readonly connectMs?: number
  readonly statementMs?: number
  readonly migrations?: string
}

/** What a schema that is not ours says of itself, as its own sentence. */
class SchemaError extends Error {}

/**
 * The cluster's database as a place to ship to. Each batch has a connection of its own and one transaction: 5 000 agents
 * cannot all stay connected, and a pooler in transaction mode may stand between.
 */
export class PostgresTarget implements ShipTarget {
  readonly #url: string
  readonly #options: Required<PostgresTargetOptions>
  readonly #upkeep: Upkeep
  #isKnown = false
  #isClosed = false
  #connection: Connection | undefined

  constructor(url: string, options: PostgresTargetOptions) {
    this.#url = url
    this.#options = {
      connectMs: 5_000,
      statementMs: 20_000,
      migrations: postgresMigrations,
      ...options,
    }
    this.#upkeep = new Upkeep(url)
  }

  async write(entries: readonly OutboxEntry[]): Promise<void> {
    if (this.#isClosed)
      throw new Error('Cannot ship as the agent is stopping: it goes on after the next start')
    const { connectMs, statementMs } = this.#options
    const connection = await connect(this.#url, 'genie-shipper', { connectMs, statementMs })
    this.#connection = connection
    try {
      await this.#check(connection)
      await this.#writeIn(connection, entries)
    } catch (error) {
      // Whatever was in the tables before may be other now, and a connection in doubt is of no use.
      this.#isKnown = false
      connection.destroy()
      throw error
    }
    await connection.close()
  }

  faultOf(cause: unknown): ShipFault {
    if (cause instanceof SchemaError) return { reason: 'schema', sentence: cause.message, isOfBatch: false }
    const reason = postgresFault(cause)
    return {
      reason,
      sentence: postgresSentence(databaseName(this.#url), cause),
      isOfBatch: reason === 'refused',
    }
  }

  /** By the server's clock: this node's may be wrong. */
  maintain(): Promise<void> {
    return this.#upkeep.run(null)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#connection?.destroy()
    await this.#upkeep.close()
  }

  /** The schema is looked at before the first batch, and again after every failure. */
  async #check(connection: Connection): Promise<void> {
    if (this.#isKnown) return
    const known = await readMigrations(this.#options.migrations)
    const name = databaseName(this.#url)
    try {
      await migratePostgres(
        { ...connection, name, transaction: (work) => inTransaction(connection, work) },
        known,
      )
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('Cannot open'))
        throw new SchemaError(error.message)
      throw error
    }
    this.#isKnown = true
  }

  async #writeIn(connection: Connection, entries: readonly OutboxEntry[]): Promise<void> {
    const rows = this.#rowsOf(entries)
    const decisions = entries.flatMap((entry) =>
      entry.kind === 'decision' ? [{ node: this.#options.node, decision: entry.decision }] : [],
    )
    const owners = entries.flatMap((entry) => (entry.kind === 'owner' ? [withoutSpells(entry.use)] : []))
    const volumes = entries.flatMap((entry) => (entry.kind === 'volume' ? [entry.volume] : []))
    const told = entries.findLast((entry) => entry.kind === 'networks')
    const write = () =>
      inTransaction(connection, async () => {
        // Not for longer than we wait for the answer, or what was given up would hold its locks.
        await connection.query(`SET LOCAL statement_timeout = ${this.#options.statementMs}`)
        await writeSamples(connection, rows)
        await writeDecisions(connection, decisions)
        await writeOwners(connection, this.#options.node, owners)
        await writeVolumes(connection, this.#options.node, volumes)
        if (told) await writeNetworks(connection, this.#options.node, told.networks)
      })
    try {
      await write()
    } catch (error) {
      if (!lacksRoom(error)) throw error
      await connection.query('ROLLBACK')
      await makeRoom(connection, rows)
      await write()
    }
  }

  #rowsOf(entries: readonly OutboxEntry[]): SampleRows {
    const rounds = entries.filter((entry) => entry.kind === 'round')
    const ofNode = <Row extends object>(row: Row) => ({ ...row, node: this.#options.node })
    return {
      networks: rounds.flatMap(({ networks }) => networks.map(ofNode)),
      attachments: rounds.flatMap(({ attachments }) => attachments.map(ofNode)),
    }
  }
}

/** A failure leaves the transaction open, for the caller to roll back or to close the connection. */
async function inTransaction<Result>(
  connection: Queryable,
  work: (connection: Queryable) => Promise<Result>,
): Promise<Result> {
  await connection.query('BEGIN')
  const result = await work(connection)
  await connection.query('COMMIT')
  return result
}
