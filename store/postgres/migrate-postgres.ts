import { pendingMigrations, type AppliedMigration } from '../pending-migrations.ts'
import type { Migration } from '../read-migrations.ts'
import type { Queryable } from './connect.ts'

/** What is asked of a connection's owner: to run work in one transaction. */
interface Transacting extends Queryable {
  readonly name: string
  transaction<Result>(work: (connection: Queryable) => Promise<Result>): Promise<Result>
}

const ledger = `CREATE SCHEMA IF NOT EXISTS genie;
  CREATE TABLE IF NOT EXISTS genie.migration (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL
  );`

/** Any number that is ours: advisory locks are shared by all programs of a database. */
const lock = 5_270_191_144

/**
 * Brings a database to the schema this program knows, all steps or none. Of programs that start at once one does it and
 * the others wait; a schema that is complete is only read, so that writers and readers need no right to change it.
 * @throws {Error} if it is newer than this program, or if this user may not make what is missing
 */
export async function migratePostgres(database: Transacting, known: readonly Migration[]): Promise<void> {
  if (pendingMigrations(known, await applied(database), database.name).length === 0) return
  await database.transaction(async (connection) => {
    await connection.query(`SELECT pg_advisory_xact_lock(${lock})`)
    if (!(await hasLedger(connection))) await runSteps(connection, ledger)
    for (const step of pendingMigrations(known, await applied(connection), database.name)) {
      await runSteps(connection, step.sql)
      await connection.query('INSERT INTO genie.migration VALUES ($1, $2, $3)', [
        step.number,
        step.name,
        step.checksum,
      ])
    }
  })
}

/** Several statements in one text have no parameters; each answers for itself, and nobody wants these answers. */
async function runSteps(connection: Queryable, sql: string): Promise<void> {
  await connection.query(sql)
}

async function applied(connection: Queryable): Promise<readonly AppliedMigration[]> {
  if (!(await hasLedger(connection))) return []
  return connection.query<AppliedMigration>(
    'SELECT number, name, checksum FROM genie.migration ORDER BY number',
  )
}

async function hasLedger(connection: Queryable): Promise<boolean> {
  const [found] = await connection.query<{ readonly has: boolean }>(
    "SELECT to_regclass('genie.migration') IS NOT NULL AS has",
  )
  return found?.has === true
}
