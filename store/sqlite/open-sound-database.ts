import type { Database } from 'better-sqlite3'
import type { Clock } from '../../service-kit/clock.ts'
import type { Migration } from '../read-migrations.ts'
import { bytesOf } from './bytes-of.ts'
import { errorCode, isDamage } from './error-code.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { inodeOf, setAside } from './set-aside.ts'

/** A database that can be read, and what became of the one that was there before. */
export interface SoundDatabase {
  readonly database: Database
  /** One sentence; null if nothing had to be set aside. */
  readonly damage: string | null
}

/** What finds damage: throws with a code of SQLite that says so. */
export type Check = (database: Database) => void

/** A check reads every page: 0.2 s for 64 MB on the machine of ADR 10. An agent has 2 s to start. */
const checkedBytes = 256 * 1_048_576

/** Another program that starts at the same time may have set the file aside already. */
const attempts = 3

/**
 * Opens a database file, checks it and brings its schema up to date. A damaged one is set aside, and a new one is made.
 * @throws {Error} one sentence: not writable, locked, or made by a newer program
 */
export async function openSoundDatabase(
  path: string,
  migrations: readonly Migration[],
  check: Check,
  clock: Clock,
): Promise<SoundDatabase> {
  let damage: string | null = null
  for (let attempt = 1; ; attempt += 1) {
    const inode = inodeOf(path)
    try {
      return { database: await openChecked(path, migrations, check), damage }
    } catch (error) {
      if (!isDamage(error) || attempt === attempts) throw error
      const keptAs = await setAside(path, inode, clock.nowMs())
      if (keptAs === null) continue
      damage = `Cannot read ${path} as it is damaged or no SQLite database (${errorCode(error)}): it is kept as ${keptAs}, and a new one was begun without its history`
    }
  }
}

/**
 * The same, but a damaged one is left as it is.
 * @throws {Error} one sentence: damaged, not writable, locked, or made by a newer program
 */
export async function openChecked(
  path: string,
  migrations: readonly Migration[],
  check: Check,
): Promise<Database> {
  const database = await openDatabase(path)
  try {
    check(database)
    migrate(database, migrations)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** For a start: every page is looked at, but not whether indexes say the same as their tables. */
export function quickCheck(database: Database): void {
  if (bytesOf(database) <= checkedBytes) expectSound(database, 'quick_check(1)')
}

/** For a file in which damage was met already: all that SQLite can find, however long it takes. */
export function wholeCheck(database: Database): void {
  expectSound(database, 'integrity_check(1)')
}

function expectSound(database: Database, pragma: string): void {
  const found = database.pragma(pragma, { simple: true })
  if (found === 'ok') return
  const sentence = `Cannot use ${database.name} as it is damaged (${String(found)}): move it away`
  throw Object.assign(new Error(sentence), { code: 'SQLITE_CORRUPT' })
}
