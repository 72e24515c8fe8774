import { fileURLToPath } from 'node:url'
import { readMigrations } from '../read-migrations.ts'
import type { Stores } from '../stores.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { SqliteDecisionStore } from './sqlite-decision-store.ts'
import { SqliteSampleStore } from './sqlite-sample-store.ts'

const ourMigrations = fileURLToPath(new URL('../../migrations/sqlite/', import.meta.url))

const hourMs = 3_600_000

/**
 * Opens the node's one database file (`:memory:` for none), making it and bringing its schema up to date.
 * @throws {Error} one sentence: not writable, damaged, locked, or made by a newer program
 */
export async function openSqliteStores(path: string, migrations = ourMigrations): Promise<Stores> {
  const known = await readMigrations(migrations)
  const database = await openDatabase(path)
  try {
    migrate(database, known)
    const close = () => Promise.try(() => void database.close())
    const samples = new SqliteSampleStore(database)
    const decisions = new SqliteDecisionStore(database)
    let maintainedAt = -Infinity
    return {
      samples,
      decisions,
      outbox: null,
      async maintain(nowMs) {
        if (nowMs - maintainedAt < hourMs) return
        maintainedAt = nowMs
        await samples.prune(nowMs - 24 * hourMs, nowMs - 6 * hourMs)
        await decisions.prune(nowMs - 168 * hourMs)
      },
      close,
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    database.close()
    throw error
  }
}
