import { realDelay } from '../kube/delay.ts'
import { openClient } from '../kube/open-client.ts'
import { systemClock } from '../service-kit/clock.ts'
import { parseListenAddress, printListenAddress } from '../service-kit/listen-address.ts'
import { listenOn } from '../service-kit/listen-on.ts'
import { createLogger } from '../service-kit/logger.ts'
import { readConfig } from '../service-kit/read-config.ts'
import { buildController } from './build-controller.ts'
import { ControllerConfig } from './config.ts'

/**
 * Finds the API, listens, and stands for election. Disposing ends the work, gives the Lease back and closes all.
 * @throws {Error} one sentence, with everything closed again
 */
export async function startController(
  env: Readonly<Record<string, string | undefined>>,
): Promise<AsyncDisposable> {
  const config = readConfig(ControllerConfig, env)
  const address = parseListenAddress(config.GENIE_METRICS, 'GENIE_METRICS')
  const logger = createLogger(config.GENIE_LOG_LEVEL)
  await using open = new AsyncDisposableStack()
  const client = open.use(await openClient({ program: 'genie-controller', env }))
  const controller = open.use(
    buildController({ config, client, clock: systemClock, delay: realDelay, logger }),
  )
  open.defer(() => controller.server.close())
  await listenOn(controller.server, address)
  const control = new AbortController()
  const running = controller.run(control.signal)
  open.defer(async () => {
    control.abort()
    await running
  })
  logger.info(`Stands for election at ${client.server}, health and metrics on ${printListenAddress(address)}`)
  return open.move()
}
