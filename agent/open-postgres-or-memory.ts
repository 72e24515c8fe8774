import type { Logger } from '../service-kit/logger.ts'
import { messageOf } from '../service-kit/message-of.ts'
import type { Stores } from '../store/stores.ts'
import { openMemoryStores } from './open-memory-stores.ts'

/**
 * Opens this node's stores in a PostgreSQL that all nodes may share. One that cannot be used now keeps no agent from its
 * work: then all is kept in memory, which `Stores.fault` says.
 * @throws {Error} if the text is no URL of PostgreSQL
 */
export async function openPostgresOrMemory(url: string, node: string, logger: Logger): Promise<Stores> {
  const { checkPostgresUrl } = await import('../store/postgres/database-name.ts')
  checkPostgresUrl(url, 'GENIE_DB')
  const { openPostgresStores } = await import('../store/postgres/open-postgres-stores.ts')
  try {
    return await openPostgresStores(url, { node })
  } catch (error) {
    const fault = `${messageOf(error)}. Decisions are kept in memory until the next start`
    logger.error(fault)
    return openMemoryStores(fault, false)
  }
}
