import { fileURLToPath } from 'node:url'
import { readMigrations } from '../read-migrations.ts'
import type { Stores } from '../stores.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { SqliteDecisionStore } from './sqlite-decision-store.ts'
import { SqliteSampleStore } from './sqlite-sample-store.ts'

const ourMigrations = fileURLToPath(new URL('../../migrations/sqlite/', import.meta.url))

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
    return {
      samples: new SqliteSampleStore(database),
      decisions: new SqliteDecisionStore(database),
      close,
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    database.close()
    throw error
  }
}
