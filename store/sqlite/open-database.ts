import SqliteDatabase, { type Database } from 'better-sqlite3'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { alone } from './alone.ts'
import { errorCode, isDamage } from './error-code.ts'

/** How long a statement waits for another process's write before it fails. */
const busyTimeoutMs = 2_000
/** SQLite's own default: better-sqlite3 is built with eight times as much, and fills it with pages that were written. */
const cacheKib = 2_000
/** What the log keeps of the disk once it was longer, as after much was removed. */
const logBytes = 8_388_608
/**
 * As many pages as fit into that. At each such number of pages one commit writes them all to the file, and waits for the
 * disk: some 10 ms, or as long as that takes. A decision is ten pages, so that this meets one of 200 pods that come at once; of
 * fewer the log is written back behind the last of them, when nobody waits.
 */
const checkpointPages = 2_000

/**
 * Opens a database file, and makes it and its directory (not that one's parents) where they are missing. A crash of the program loses nothing;
 * a crash of the machine may lose the last transactions, never the file (WAL with synchronous NORMAL).
 * @throws {Error} one sentence for each thing an operator can put right
 */
export async function openDatabase(path: string): Promise<Database> {
  try {
    if (path !== ':memory:') await makeDirectory(dirname(path))
    return configured(new SqliteDatabase(path, { timeout: busyTimeoutMs }))
  } catch (error) {
    throw new Error(sentence(path, error), { cause: error })
  }
}

/** One level only: Node's recursive mkdir never returns where a parent cannot hold directories, as under /proc. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
}

function configured(database: Database): Database {
  try {
    if (database.memory || database.pragma('journal_mode', { simple: true }) === 'wal') configure(database)
    else alone(database.name, () => configure(database))
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function configure(database: Database): void {
  // Only a file without any page yet can take this one, so it comes before WAL writes the first.
  database.pragma('auto_vacuum = INCREMENTAL')
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  database.pragma('foreign_keys = ON')
  database.pragma(`journal_size_limit = ${logBytes}`)
  database.pragma(`wal_autocheckpoint = ${checkpointPages}`)
  database.pragma(`cache_size = -${cacheKib}`)
}

function sentence(path: string, error: unknown): string {
  const code = errorCode(error) || String(error)
  if (isDamage(error))
    return `Cannot open ${path} as it is damaged or no SQLite database (${code}): move it away`
  if (code.startsWith('SQLITE_BUSY'))
    return `Cannot open ${path} as another program has held its lock for ${busyTimeoutMs} ms: end that program`
  return `Cannot open ${path} as it cannot be read and written (${code}): make its directory and let this program write there, or choose another path`
}
