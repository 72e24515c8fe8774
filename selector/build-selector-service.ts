import packageJson from '../package.json' with { type: 'json' }
import { buildHttpServer } from '../service-kit/build-http-server.ts'
import type { Clock } from '../service-kit/clock.ts'
import type { HttpServer } from '../service-kit/http-server.ts'
import type { Logger } from '../service-kit/logger.ts'
import { servePage } from '../service-kit/serve-page.ts'
import type { ClusterStore } from '../store/cluster-store.ts'
import type { SelectorConfig } from './config.ts'
import { createSelectorMetrics } from './metrics.ts'
import { addReadRoutes } from './routes/read-routes.ts'
import { allNodesSources } from './standing/all-nodes-sources.ts'
import { NodeViews } from './standing/node-views.ts'

/** What a standing selector is made of; the store is opened and closed by the caller. */
export interface SelectorServiceParts {
  readonly config: Pick<SelectorConfig, 'GENIE_HOSTS' | 'GENIE_WEB_DIR'>
  readonly cluster: ClusterStore
  readonly clock: Clock
  readonly logger: Logger
}

/** A selector without an agent: it decides nothing, and shows what all agents have measured and decided. */
export interface SelectorService {
  readonly server: HttpServer
  readonly poll: {
    /** Reads the store once. Never throws. */
    once(): Promise<void>
    start(): void
    stop(): Promise<void>
  }
}

const pollMs = 5_000

/** Wires store, views and API; starts nothing. */
export async function buildSelectorService(parts: SelectorServiceParts): Promise<SelectorService> {
  const { config, cluster, clock, logger } = parts
  const views = new NodeViews(cluster, clock, logger)
  const metrics = createSelectorMetrics(packageJson.version, views)
  const server = await buildHttpServer({
    logger,
    title: 'CNI-Genie selector',
    version: packageJson.version,
    hosts: config.GENIE_HOSTS?.split(',').filter((name) => name !== '') ?? [],
    allowsAddresses: true,
    checks: () => [{ name: 'store', fault: views.fault, isFatal: true }],
    metrics,
  })
  addReadRoutes(server, allNodesSources(views, cluster, clock))
  await servePage(server, config.GENIE_WEB_DIR)
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const run = () => {
    running = views.poll().then(() => {
      if (timer !== undefined) timer = setTimeout(run, pollMs)
    })
  }
  return {
    server,
    poll: {
      once: () => views.poll(),
      start: () => {
        timer ??= setTimeout(run, pollMs)
      },
      stop: async () => {
        clearTimeout(timer)
        timer = undefined
        await running
      },
    },
  }
}
