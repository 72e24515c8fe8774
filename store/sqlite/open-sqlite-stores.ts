import { fileURLToPath } from 'node:url'
import type { Database } from 'better-sqlite3'
import { systemClock, type Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { readMigrations } from '../read-migrations.ts'
import type { Stores } from '../stores.ts'
import { bytesOf } from './bytes-of.ts'
import { GroupCommit } from './group-commit.ts'
import { healingStores } from './healing-stores.ts'
import { openChecked, openSoundDatabase, quickCheck, wholeCheck, type Check } from './open-sound-database.ts'
import { RollUps } from './roll-ups.ts'
import { damagedFiles } from './set-aside.ts'
import { SqliteDecisionStore } from './sqlite-decision-store.ts'
import { SqliteIntentStore } from './sqlite-intent-store.ts'
import { SqliteNetworkStore } from './sqlite-network-store.ts'
import { SqliteOutbox } from './sqlite-outbox.ts'
import { SqliteSampleStore } from './sqlite-sample-store.ts'
import { SqliteUsageStore } from './sqlite-usage-store.ts'
import { Upkeep } from './upkeep.ts'
import { UsageOutbox } from './usage-outbox.ts'

/** How a database file is kept; all of it may be left out. */
export interface SqliteOptions {
  /** A folder of numbered steps, if not ours. */
  readonly migrations?: string
  /** Whether all that is stored is noted to be shipped: the outbox. */
  readonly isShipping?: boolean
  /** The file is kept below this, even if rows go before their time. */
  readonly maxBytes?: number
  /** Beside the program whose file it is: one that is damaged is refused, and left for that program to set aside. */
  readonly isReader?: boolean
  readonly logger?: Pick<Logger, 'warn' | 'error'>
  /** Names what is set aside, and says since when usage waits to be shipped. */
  readonly clock?: Clock
}

/** What the file may have unless an operator says otherwise: four times of what a busy node comes to. */
export const usualMaxBytes = 256 * 1_048_576

const ourMigrations = fileURLToPath(new URL('../../migrations/sqlite/', import.meta.url))

/**
 * Opens the node's one database file (`:memory:` for none), making it and bringing its schema up to date. A damaged file
 * is set aside for a new one, now or whenever it turns out to be damaged, which `Stores.damage` says.
 * @throws {Error} one sentence: not writable, locked, made by a newer program, or damaged where it is only read
 */
export async function openSqliteStores(path: string, options: SqliteOptions = {}): Promise<Stores> {
  const known = await readMigrations(options.migrations ?? ourMigrations)
  if (options.isReader === true) return openWith(await openChecked(path, known, quickCheck), options)
  const open = async (check: Check): Promise<Stores> => {
    const { database, damage } = await openSoundDatabase(path, known, check, options.clock ?? systemClock)
    if (damage !== null) options.logger?.error(damage)
    const damaged = path === ':memory:' ? [] : await damagedFiles(path)
    const stores = openWith(database, options)
    return { ...stores, damagedFiles: damaged.length, ...(damage !== null && { damage }) }
  }
  const stores = await open(quickCheck)
  return path === ':memory:' ? stores : healingStores(stores, () => open(wholeCheck))
}

function openWith(database: Database, options: SqliteOptions): Stores {
  try {
    return storesIn(database, options)
  } catch (error) {
    database.close()
    throw error
  }
}

function storesIn(database: Database, options: SqliteOptions): Stores {
  const { isShipping = false, isReader = false, maxBytes = usualMaxBytes, logger = null } = options
  // What an earlier start wanted shipped and this one does not would be kept for nobody.
  if (!isShipping) database.exec('DELETE FROM outbox')
  const networks = new SqliteNetworkStore(database)
  const used = isShipping ? new UsageOutbox(database, options.clock ?? systemClock) : null
  if (!isReader) used?.noteAll()
  const outbox = used && new SqliteOutbox(database, networks, used)
  const rollUps = new RollUps(database)
  const commits = new GroupCommit(database)
  const upkeep = new Upkeep(database, rollUps, maxBytes, logger)
  const close = async () => {
    await upkeep.end()
    commits.end()
    database.close()
  }
  return {
    samples: new SqliteSampleStore(database, rollUps, outbox),
    decisions: new SqliteDecisionStore(database, commits, outbox),
    intents: new SqliteIntentStore(database),
    usage: new SqliteUsageStore(database, used),
    networks,
    outbox,
    maintain: (nowMs) => upkeep.maintain(nowMs),
    bytes: () => bytesOf(database),
    close,
    [Symbol.asyncDispose]: close,
  }
}
