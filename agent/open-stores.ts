import { accessSync, constants } from 'node:fs'
import { dirname } from 'node:path'
import { isPostgresUrl } from '../store/postgres/database-name.ts'
import { openSqliteStores } from '../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../store/stores.ts'
import type { Logger } from '../service-kit/logger.ts'
import { messageOf } from '../service-kit/message-of.ts'
import type { AgentConfig } from './config.ts'
import { openMemoryStores } from './open-memory-stores.ts'
import { openPostgresOrMemory } from './open-postgres-or-memory.ts'

/** The settings that say where things are kept. */
type StoreSettings = Pick<AgentConfig, 'GENIE_DB' | 'GENIE_DB_MAX_BYTES' | 'GENIE_CLUSTER_DB' | 'NODE_NAME'>

/** What a disk says that is full, read-only or broken; SQLite adds its own words behind some of them. */
const diskTrouble = /^(SQLITE_(FULL|IOERR|READONLY)|ENOSPC|EROFS|EIO)/

/**
 * Opens the stores that `GENIE_DB` names: a file of SQLite, or PostgreSQL. With `GENIE_CLUSTER_DB` the file notes what is
 * to be shipped there. A disk in trouble does not keep an agent from its work: then all is kept in memory, which
 * `Stores.fault` says.
 * @throws {Error} for what an operator has set wrongly
 */
export async function openStores(config: StoreSettings, logger: Logger): Promise<Stores> {
  const { GENIE_DB: database, GENIE_CLUSTER_DB: clusterDatabase, NODE_NAME } = config
  const isShipping = clusterDatabase !== undefined
  if (isPostgresUrl(database)) {
    if (isShipping)
      throw new Error(
        'Cannot ship to GENIE_CLUSTER_DB as GENIE_DB is PostgreSQL itself: leave one of them out',
      )
    return openPostgresOrMemory(database, NODE_NAME, logger)
  }
  if (/^[a-z]+:\/\//.test(database))
    throw new Error(
      'Cannot open GENIE_DB as its URL is not one of PostgreSQL: give a path for a file of SQLite, or postgres://...',
    )
  try {
    return await openSqliteStores(database, { isShipping, maxBytes: config.GENIE_DB_MAX_BYTES, logger })
  } catch (error) {
    if (!isDiskTrouble(database, error)) throw error
    const fault = `${messageOf(error)}. Decisions are kept in memory until the next start`
    logger.error(fault)
    return openMemoryStores(fault, isShipping)
  }
}

function isDiskTrouble(database: string, error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = codeOf(error.cause)
  return diskTrouble.test(code === 'SQLITE_CANTOPEN' ? codeOfDirectory(dirname(database)) : code)
}

/** Why nothing can be written into a directory; empty if something can. */
function codeOfDirectory(path: string): string {
  try {
    accessSync(path, constants.W_OK)
    return ''
  } catch (error) {
    return codeOf(error)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
