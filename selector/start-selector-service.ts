import { systemClock } from '../service-kit/clock.ts'
import { parseListenAddress, printListenAddress } from '../service-kit/listen-address.ts'
import { listenOn } from '../service-kit/listen-on.ts'
import { createLogger } from '../service-kit/logger.ts'
import { readConfig } from '../service-kit/read-config.ts'
import { checkPostgresUrl, isPostgresUrl } from '../store/postgres/database-name.ts'
import type { ClusterStore } from '../store/cluster-store.ts'
import { buildSelectorService } from './build-selector-service.ts'
import { SelectorConfig } from './config.ts'

/**
 * Opens what is to be read and serves it. Disposing ends all of it in reverse order.
 * @throws {Error} one sentence, with everything closed again
 */
export async function startSelectorService(
  env: Readonly<Record<string, string | undefined>>,
): Promise<AsyncDisposable> {
  const config = readConfig(SelectorConfig, env)
  const address = parseListenAddress(config.GENIE_HTTP)
  const logger = createLogger(config.GENIE_LOG_LEVEL)
  await using open = new AsyncDisposableStack()
  const cluster = open.use(await openCluster(config))
  const service = await buildSelectorService({ config, cluster, clock: systemClock, logger })
  open.defer(() => service.server.close())
  await listenOn(service.server, address)
  await service.poll.once()
  service.poll.start()
  open.defer(() => service.poll.stop())
  logger.info(`Serving page and API of all nodes on ${printListenAddress(address)}`)
  return open.move()
}

async function openCluster({ GENIE_DB, NODE_NAME }: SelectorConfig): Promise<ClusterStore> {
  if (isPostgresUrl(GENIE_DB)) {
    checkPostgresUrl(GENIE_DB, 'GENIE_DB')
    return (await import('../store/postgres/open-postgres-cluster.ts')).openPostgresCluster(GENIE_DB)
  }
  return (await import('../store/sqlite/open-sqlite-cluster.ts')).openSqliteCluster(GENIE_DB, NODE_NAME)
}
