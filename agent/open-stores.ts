import { openSqliteStores } from '../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../store/stores.ts'

/**
 * Opens the stores that `GENIE_DB` names.
 * @throws {Error} for an engine that there is none for yet
 */
export async function openStores(database: string): Promise<Stores> {
  if (/^[a-z]+:\/\//.test(database))
    throw new Error(
      'Cannot open GENIE_DB as a URL: this release keeps its data in an SQLite file, so give a path',
    )
  return openSqliteStores(database)
}
