import { join } from 'node:path'
import { buildCollector, type Collector } from '../collector/build-collector.ts'
import { JournalReader } from '../collector/journal/journal-reader.ts'
import { defaultProfile } from '../domain/profile.ts'
import packageJson from '../package.json' with { type: 'json' }
import { buildSelector } from '../selector/build-selector.ts'
import { buildHttpServer } from '../service-kit/build-http-server.ts'
import type { Clock } from '../service-kit/clock.ts'
import type { HttpServer } from '../service-kit/http-server.ts'
import type { Logger } from '../service-kit/logger.ts'
import type { Stores } from '../store/stores.ts'
import { ConfDir } from './conf-dir/conf-dir.ts'
import type { AgentConfig } from './config.ts'
import { missingPlugin } from './conf-dir/missing-plugin.ts'
import { createUpkeep, type Upkeep } from './create-upkeep.ts'
import { KubeletDevices } from './devices/kubelet-devices.ts'
import { createMetrics } from './metrics.ts'
import { planSourcesOf } from './plan/plan-sources-of.ts'
import { addPodRoutes } from './pods/pod-routes.ts'
import { createPluginService } from './plugin-service.ts'
import { createRoundSink } from './round-sink.ts'
import { servePage } from './serve-page.ts'
import { NetworkSettingsSource } from './settings/network-settings-source.ts'
import { AgentSocket } from './socket/agent-socket.ts'

/** What an agent is made of; all of it is opened and closed by the caller. */
export interface AgentParts {
  readonly config: AgentConfig
  readonly stores: Stores
  readonly clock: Clock
  readonly logger: Logger
}

/** The node's agent, wired and not yet started. */
export interface Agent {
  /** Page and API. */
  readonly server: HttpServer
  /** What plugins talk to. */
  readonly socket: AgentSocket
  readonly collector: Collector
  readonly confDir: ConfDir
  readonly upkeep: Upkeep
}

/** Wires collector, selector, plan, upkeep and page; starts nothing. */
export async function buildAgent({ config, stores, clock, logger }: AgentParts): Promise<Agent> {
  const confDir = new ConfDir(config.GENIE_CONF_DIR, logger)
  const settings = new NetworkSettingsSource(config.GENIE_NETWORKS, logger)
  const networks = () => confDir.networks()
  const { selector, feed, addRoutes } = buildSelector({
    node: config.NODE_NAME,
    networks: () =>
      networks().map((network) => ({
        ...network,
        missingPlugin: missingPlugin(network, config.GENIE_BIN_DIR),
      })),
    settings: (network) => settings.of(network),
    profile: () => defaultProfile,
    decisions: stores.decisions,
    clock,
    onStoreFault: (error) =>
      logger.error({ err: error }, 'Cannot reach the store: pods are attached all the same'),
  })
  const metrics = createMetrics(packageJson.version, {
    board: () => selector.board(),
    load: () => socket.load,
  })
  const journal = new JournalReader(join(config.GENIE_STATE_DIR, 'journal'), logger)
  const upkeep = createUpkeep({ config, stores, selector, journal, metrics, clock, logger })
  const sink = createRoundSink({ stores, selector, feed, metrics, clock, logger })
  await sink.recall(networks().map(({ name }) => name))
  const collector = buildCollector({
    networks,
    settings: () => settings.all(),
    journal,
    schedule: config.GENIE_POLL,
    samples: stores.samples,
    clock,
    logger,
    onRound: async (round) => {
      await sink.take(round)
      await upkeep.afterRound()
    },
  })
  const service = createPluginService({
    sources: planSourcesOf({
      config,
      confDir,
      devices: new KubeletDevices(config.GENIE_POD_RESOURCES),
      logger,
    }),
    selector,
    held: upkeep.held,
    onLost: (decision) => upkeep.afterLoss(decision),
    metrics,
    clock,
    logger,
  })
  const socket = new AgentSocket(service, logger)
  const server = await buildHttpServer({
    logger,
    title: 'CNI-Genie agent',
    version: packageJson.version,
    hosts: [],
    notReady: () => (sink.rounds() === 0 ? 'No round of measuring has ended yet' : null),
    metrics: metrics.render,
  })
  addRoutes(server)
  addPodRoutes(server, journal)
  await servePage(server, config.GENIE_WEB_DIR)
  return { server, socket, collector, confDir, upkeep }
}
