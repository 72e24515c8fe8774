import { systemClock } from '../service-kit/clock.ts'
import { parseListenAddress, printListenAddress } from '../service-kit/listen-address.ts'
import { createLogger } from '../service-kit/logger.ts'
import { readConfig } from '../service-kit/read-config.ts'
import { buildProber, missingForProbes } from './build-prober.ts'
import { ProberConfig } from './config.ts'
import { serveProber } from './serve-prober.ts'

/** What could not be undone is tried again this often. */
const clearMs = 60_000

/**
 * Listens for the agent and begins to probe what it is told of. Disposing ends the programs; attachments stay.
 * @throws {Error} one sentence, with everything closed again
 */
export async function startProber(
  env: Readonly<Record<string, string | undefined>>,
): Promise<AsyncDisposable> {
  const config = readConfig(ProberConfig, env)
  const address = parseListenAddress(config.GENIE_PROBER, 'GENIE_PROBER')
  if (address.kind !== 'unix')
    throw new Error(`Cannot serve probes on ${config.GENIE_PROBER}: set GENIE_PROBER to unix:/path`)
  const missing = missingForProbes({ plugin: `${config.GENIE_HOST_ROOT ?? ''}${config.GENIE_PLUGIN}` })
  if (missing !== null) throw new Error(missing)
  const logger = createLogger(config.GENIE_LOG_LEVEL)
  await using open = new AsyncDisposableStack()
  const built = open.use(
    buildProber({
      node: config.NODE_NAME,
      plugin: config.GENIE_PLUGIN,
      ...(config.GENIE_HOST_ROOT !== undefined && { hostRoot: config.GENIE_HOST_ROOT }),
      genie: {
        socket: config.GENIE_SOCKET,
        stateDir: config.GENIE_STATE_DIR,
        confDir: config.GENIE_CONF_DIR,
      },
      cniPath: config.GENIE_BIN_DIR,
      path: config.PATH,
      prefix: config.GENIE_PROBE_PREFIX,
      clock: systemClock,
      logger,
    }),
  )
  if (config.GENIE_PROBES === 'off') {
    const clear = setInterval(() => void built.clear(), clearMs)
    open.defer(() => clearInterval(clear))
    await built.clear()
    logger.info('Probing nothing, and nothing is left of earlier probes, as GENIE_PROBES is off')
    return open.move()
  }
  const server = await serveProber(built.prober, address.path)
  open.defer(() => {
    server.close()
    server.closeAllConnections()
  })
  built.prober.start()
  logger.info(`Probing what the agent asks for at ${printListenAddress(address)}`)
  return open.move()
}
