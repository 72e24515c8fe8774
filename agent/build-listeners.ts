import type { JournalReader } from '../collector/journal/journal-reader.ts'
import type { ConfiguredNetwork } from '../domain/configured-network.ts'
import packageJson from '../package.json' with { type: 'json' }
import type { BuiltSelector } from '../selector/build-selector.ts'
import type { IntentManifests } from '../selector/intents/intent-manifests.ts'
import { openApiAccess } from '../selector/intents/open-api-access.ts'
import { openIntents } from '../selector/intents/open-intents.ts'
import { networkToPrice } from '../selector/prices/network-to-price.ts'
import { addIntentRoutes } from '../selector/routes/intent-routes.ts'
import { addPriceRoutes } from '../selector/routes/price-routes.ts'
import { buildHealthServer, type HealthServerOptions } from '../service-kit/build-health-server.ts'
import { buildHttpServer } from '../service-kit/build-http-server.ts'
import type { HttpServer } from '../service-kit/http-server.ts'
import { servePage } from '../service-kit/serve-page.ts'
import type { AgentParts } from './agent-parts.ts'
import type { NodeManifests } from './manifests/node-manifests.ts'
import { addNodeFactsRoutes } from './node-facts/node-facts-routes.ts'
import { addPodRoutes } from './pods/pod-routes.ts'
import type { NodePrices } from './prices/open-prices.ts'
import { addProbeRoutes } from './probes/probe-routes.ts'
import type { Probes } from './probes/open-probes.ts'
import type { NetworkSettingsSource } from './settings/network-settings-source.ts'

/** What page and API are about. */
export interface ListenerParts extends Required<Pick<HealthServerOptions, 'checks' | 'metrics'>> {
  readonly parts: Pick<AgentParts, 'config' | 'stores' | 'cluster' | 'clock' | 'logger'>
  readonly manifests: NodeManifests
  readonly stored: IntentManifests
  readonly settings: Pick<NetworkSettingsSource, 'of'>
  readonly prices: NodePrices
  readonly addRoutes: BuiltSelector['addRoutes']
  readonly probes: Pick<Probes, 'source'>
  readonly journal: JournalReader
  readonly networks: () => readonly ConfiguredNetwork[]
}

/** What listens over HTTP: page and API, and health and metrics alone for GENIE_METRICS. */
export async function buildListeners(about: ListenerParts): Promise<{
  readonly server: HttpServer
  readonly health: HttpServer
}> {
  const { parts, checks, metrics, manifests, stored, settings, prices, networks } = about
  const { config, stores, cluster, clock, logger } = parts
  const client = cluster?.client ?? null
  const health = { logger, checks, metrics }
  const server = await buildHttpServer({
    ...health,
    title: 'CNI-Genie agent',
    version: packageJson.version,
    hosts: [],
    access: await openApiAccess({ settings: config, isLocalOpen: false, client, clock, logger }),
  })
  about.addRoutes(server)
  const declared = () => manifests.directory?.all() ?? []
  const { intents } = stores
  const access = await openIntents({ settings: config, client, intents, stored, declared, clock })
  addIntentRoutes(server, access)
  const priced = () => networks().map((network) => networkToPrice(network, settings.of(network.name)))
  addPriceRoutes(server, { ...prices.api(priced), access })
  addPodRoutes(server, about.journal)
  addProbeRoutes(server, () => about.probes.source?.latest ?? null)
  addNodeFactsRoutes(server, config, packageJson.version)
  await servePage(server, config.GENIE_WEB_DIR)
  return { server, health: buildHealthServer({ ...health, hosts: [config.NODE_NAME] }) }
}
