import { Registry } from 'prom-client'
import packageJson from '../package.json' with { type: 'json' }
import type { KubeClient } from '../kube/kube-client.ts'
import type { OpenClient } from '../kube/open-client.ts'
import { buildHttpServer } from '../service-kit/build-http-server.ts'
import type { Clock } from '../service-kit/clock.ts'
import type { HttpServer } from '../service-kit/http-server.ts'
import type { Logger } from '../service-kit/logger.ts'
import { servePage } from '../service-kit/serve-page.ts'
import type { ClusterStore } from '../store/cluster-store.ts'
import type { SelectorConfig } from './config.ts'
import { buildExtender, type ExtenderService } from './extender/build-extender.ts'
import { tlsFilesOf } from './extender/extender-settings.ts'
import { IntentManifests } from './intents/intent-manifests.ts'
import { openApiAccess } from './intents/open-api-access.ts'
import { openIntents, storedKinds } from './intents/open-intents.ts'
import { createSelectorMetrics } from './metrics.ts'
import { addIntentRoutes } from './routes/intent-routes.ts'
import { addPriceRoutes } from './routes/price-routes.ts'
import { addReadRoutes } from './routes/read-routes.ts'
import { allNodesSources } from './standing/all-nodes-sources.ts'
import { ClusterManifests } from './standing/cluster-manifests.ts'
import { NodeViews } from './standing/node-views.ts'
import { Overview } from './standing/overview.ts'
import { Policies } from './standing/policies.ts'
import { RepeatingPoll } from './standing/repeating-poll.ts'
import { StandingPrices } from './standing/standing-prices.ts'

/** What a standing selector is made of; store and client are opened and closed by the caller. */
export interface SelectorServiceParts {
  readonly config: SelectorConfig
  readonly cluster: ClusterStore
  /** Null where there is no API server. */
  readonly client: (KubeClient & Pick<OpenClient, 'withToken'>) | null
  readonly clock: Clock
  readonly logger: Logger
}

/** A selector without an agent: it decides nothing, and shows what all agents have measured and decided. */
export interface SelectorService {
  readonly server: HttpServer
  /** Null unless the scheduler is to be answered. */
  readonly extender: ExtenderService | null
  /** What the API server defines; null without one. */
  readonly manifests: ClusterManifests | null
  /** Reads the store, every few seconds once it is started. */
  readonly poll: RepeatingPoll
}

/** Wires store, definitions, views, API and extender; starts nothing. */
export async function buildSelectorService(parts: SelectorServiceParts): Promise<SelectorService> {
  const { config, cluster, client, clock, logger } = parts
  const register = new Registry()
  const manifests = client && new ClusterManifests({ client, clock, logger })
  const stored = new IntentManifests(cluster.intents, storedKinds)
  const policies = new Policies({
    manifests: () => (manifests ?? stored).all(),
    clusterNamespace: config.POD_NAMESPACE,
    logger,
  })
  const prices = new StandingPrices({ cluster, policies, clock, logger })
  const views = new NodeViews({ cluster, policies, prices, clock, logger })
  const tls = tlsFilesOf(config)
  const extender =
    config.GENIE_EXTENDER === undefined
      ? null
      : buildExtender({ cluster, policies, prices, client, tls, register, clock, logger })
  const server = await buildHttpServer({
    logger,
    title: 'CNI-Genie selector',
    version: packageJson.version,
    hosts: config.GENIE_HOSTS?.split(',').filter((name) => name !== '') ?? [],
    allowsAddresses: true,
    access: await openApiAccess({ settings: config, isLocalOpen: true, client, clock, logger }),
    checks: () => [
      { name: 'store', fault: views.fault, isFatal: true },
      ...(manifests ? [{ name: 'cluster', fault: manifests.fault, isFatal: false }] : []),
    ],
    metrics: createSelectorMetrics(packageJson.version, views, register),
  })
  const overview = new Overview(
    {
      cluster,
      settings: (network) => policies.settings(network),
      standard: () => policies.standard(),
      prices,
      clock,
    },
    () => views.nodes,
  )
  addReadRoutes(server, allNodesSources(views, overview, cluster, clock))
  const { intents } = cluster
  const intentParts = { settings: config, client, intents, stored, declared: () => [], clock }
  const access = await openIntents(intentParts)
  addIntentRoutes(server, access)
  addPriceRoutes(server, prices.api(access))
  await servePage(server, config.GENIE_WEB_DIR)
  const poll = new RepeatingPoll(async () => {
    if (client === null) await stored.refresh()
    await views.poll()
    await prices.refresh(views.nodes)
    await extender?.refresh(views.nodes)
  })
  return { server, extender, manifests, poll }
}
