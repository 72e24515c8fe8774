import { systemClock } from '../service-kit/clock.ts'
import { parseListenAddress, printListenAddress } from '../service-kit/listen-address.ts'
import { listenOn } from '../service-kit/listen-on.ts'
import { createLogger } from '../service-kit/logger.ts'
import { readConfig } from '../service-kit/read-config.ts'
import type { OpenClient } from '../kube/open-client.ts'
import { buildSelectorService, type SelectorService } from './build-selector-service.ts'
import { SelectorConfig } from './config.ts'
import { openCluster } from './open-cluster.ts'

type Env = Readonly<Record<string, string | undefined>>

/** How long the first answers wait for what the API server defines. */
const settleMs = 5_000

/**
 * Opens what is to be read and serves it. Disposing ends all of it in reverse order.
 * @throws {Error} one sentence, with everything closed again
 */
export async function startSelectorService(env: Env): Promise<AsyncDisposable> {
  const config = readConfig(SelectorConfig, env)
  const address = parseListenAddress(config.GENIE_HTTP)
  const logger = createLogger(config.GENIE_LOG_LEVEL)
  await using open = new AsyncDisposableStack()
  const cluster = open.use(await openCluster(config.GENIE_DB, config.NODE_NAME))
  const client = await openKube(config, env)
  if (client !== null) open.use(client)
  const service = await buildSelectorService({ config, cluster, client, clock: systemClock, logger })
  open.defer(() => service.server.close())
  await startReading(service, open)
  await listenOn(service.server, address)
  logger.info(`Serving page and API of all nodes on ${printListenAddress(address)}`)
  const { GENIE_EXTENDER: extenderAddress } = config
  if (service.extender !== null && extenderAddress !== undefined) {
    await listenOn(service.extender.server, parseListenAddress(extenderAddress, 'GENIE_EXTENDER'))
    logger.info(`Answering kube-scheduler on ${extenderAddress}`)
  }
  return open.move()
}

/** Definitions come first: the scheduler is answered by them. */
async function startReading({ manifests, extender, poll }: SelectorService, open: AsyncDisposableStack) {
  if (manifests !== null) {
    open.use(manifests).start()
    await manifests.settled(settleMs)
  }
  if (extender !== null) open.defer(() => extender.server.close())
  await poll.once()
  poll.start()
  open.defer(() => poll.stop())
  if (extender?.boundPods) open.use(extender.boundPods).start()
}

/** What reads the API is loaded only where there is one. */
async function openKube(config: SelectorConfig, env: Env): Promise<OpenClient | null> {
  const { KUBECONFIG, KUBERNETES_SERVICE_HOST, GENIE_CLUSTER } = config
  if (GENIE_CLUSTER === 'off' || (KUBECONFIG === undefined && KUBERNETES_SERVICE_HOST === undefined))
    return null
  const { openClient } = await import('../kube/open-client.ts')
  return openClient({ env, program: 'genie-selector', clock: systemClock })
}
