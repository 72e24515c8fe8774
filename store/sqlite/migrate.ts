import type { Database } from 'better-sqlite3'
import { pendingMigrations, type AppliedMigration } from '../pending-migrations.ts'
import type { Migration } from '../read-migrations.ts'

const ledger = `CREATE TABLE IF NOT EXISTS migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT`

/**
 * Brings a database to the schema this program knows, all steps or none. The write lock is taken first, so that of two
 * programs that start at once the second finds the work done.
 */
export function migrate(database: Database, known: readonly Migration[]): void {
  database
    .transaction(() => {
      database.exec(ledger)
      const applied = database
        .prepare<[], AppliedMigration>('SELECT number, name, checksum FROM migration ORDER BY number')
        .all()
      const record = database.prepare<[number, string, string]>('INSERT INTO migration VALUES (?, ?, ?)')
      for (const step of pendingMigrations(known, applied, database.name)) {
        database.exec(step.sql)
        record.run(step.number, step.name, step.checksum)
      }
    })
    .immediate()
}
