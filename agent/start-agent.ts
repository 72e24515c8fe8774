import { systemClock, type Clock } from '../service-kit/clock.ts'
import { parseListenAddress, printListenAddress } from '../service-kit/listen-address.ts'
import { listenOn } from '../service-kit/listen-on.ts'
import { createLogger } from '../service-kit/logger.ts'
import { readConfig } from '../service-kit/read-config.ts'
import { buildAgent } from './build-agent.ts'
import { AgentConfig } from './config.ts'
import { findCluster } from './find-cluster.ts'
import { openStores } from './open-stores.ts'
import { openShipper } from './ship/open-shipper.ts'

/** How long after its start the first board waits for what the API says of networks. */
const settleMs = 1_500

/**
 * Opens the stores, listens for plugins and pages, and starts measuring. Disposing ends all of it in reverse order.
 * @throws {Error} one sentence, with everything closed again
 */
export async function startAgent(
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock = systemClock,
): Promise<AsyncDisposable> {
  const config = readConfig(AgentConfig, env)
  const address = parseListenAddress(config.GENIE_HTTP)
  const metricsAddress =
    config.GENIE_METRICS === undefined ? null : parseListenAddress(config.GENIE_METRICS, 'GENIE_METRICS')
  const logger = createLogger(config.GENIE_LOG_LEVEL)
  await using open = new AsyncDisposableStack()
  const cluster = await findCluster({ config, env, clock, logger })
  open.use(cluster)
  const stores = open.use(await openStores(config, logger))
  const shipper = await openShipper({ config, stores, clock, logger })
  const { server, health, socket, collector, confDir, upkeep, probes, telling } = await buildAgent({
    config,
    stores,
    shipper,
    cluster,
    clock,
    logger,
  })
  open.use(probes)
  open.use(confDir)
  open.use(socket)
  await socket.listen(config.GENIE_SOCKET)
  for (const each of [server, health]) open.defer(() => each.close())
  await listenOn(server, address)
  if (metricsAddress !== null) await listenOn(health, metricsAddress)
  await probes.start()
  await cluster?.settled(settleMs)
  await collector.collectOnce()
  collector.start()
  open.defer(() => collector.stop())
  upkeep.start()
  open.defer(() => upkeep.stop())
  shipper?.start()
  open.use(shipper)
  telling?.start()
  open.use(telling)
  logger.info(`Serving plugins on ${config.GENIE_SOCKET}, page and API on ${printListenAddress(address)}`)
  return open.move()
}
