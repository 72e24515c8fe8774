import { join } from 'node:path'
import { buildCollector, type Collector } from '../collector/build-collector.ts'
import { JournalReader } from '../collector/journal/journal-reader.ts'
import packageJson from '../package.json' with { type: 'json' }
import { buildSelector } from '../selector/build-selector.ts'
import { IntentManifests } from '../selector/intents/intent-manifests.ts'
import { storedKinds } from '../selector/intents/open-intents.ts'
import type { HttpServer } from '../service-kit/http-server.ts'
import type { AgentParts } from './agent-parts.ts'
import { buildListeners } from './build-listeners.ts'
import { checksOf } from './checks-of.ts'
import { ConfDir } from './conf-dir/conf-dir.ts'
import { missingPlugin } from './conf-dir/missing-plugin.ts'
import { createUpkeep, type Upkeep } from './create-upkeep.ts'
import { KubeletDevices } from './devices/kubelet-devices.ts'
import { rankedLinks } from './last-good/network-order.ts'
import { nodeManifests } from './manifests/node-manifests.ts'
import { createMetrics } from './metrics.ts'
import { createNetworkTelling } from './network-telling.ts'
import { Modes } from './observe/modes.ts'
import { Observer } from './observe/observer.ts'
import { planSourcesOf } from './plan/plan-sources-of.ts'
import { openPrices } from './prices/open-prices.ts'
import { createPodTelling, type PodTelling } from './pod-writer/create-pod-telling.ts'
import { createPluginService } from './plugin-service.ts'
import { openProbes, type Probes } from './probes/open-probes.ts'
import { ProfileSource } from './profiles/profile-source.ts'
import { createRoundSink } from './round-sink.ts'
import { capabilitiesOf } from './sources/capabilities-of.ts'
import { figureSources } from './sources/figure-sources.ts'
import { NetworkSettingsSource } from './settings/network-settings-source.ts'
import { AgentSocket } from './socket/agent-socket.ts'
import { openStatusWatch } from './status/open-status-watch.ts'
import { measuredKpis } from './sources/measured-kpis.ts'

/** How long after a start plans wait for what the API says: a plugin waits for 1.5 s in all. */
const settleMs = 1_000

/** The node's agent, wired and not yet started. */
export interface Agent {
  /** Page and API. */
  readonly server: HttpServer
  /** Health and metrics alone, for GENIE_METRICS. */
  readonly health: HttpServer
  /** What plugins talk to. */
  readonly socket: AgentSocket
  readonly collector: Collector
  readonly confDir: ConfDir
  readonly upkeep: Upkeep
  readonly probes: Probes
  /** Null where the API has no pods of ours. */
  readonly telling: PodTelling | null
}

/** Wires collector, selector, plan, upkeep and page; starts nothing. */
export async function buildAgent(parts: AgentParts): Promise<Agent> {
  const { config, stores, shipper, cluster, clock, logger } = parts
  const confDir = new ConfDir(config.GENIE_CONF_DIR, logger)
  const networks = () => confDir.networks()
  const stored = new IntentManifests(stores.intents, storedKinds)
  await stored.refresh()
  const manifests = nodeManifests(config, cluster, stored, logger)
  const settings = new NetworkSettingsSource(config.GENIE_NETWORKS, manifests, logger)
  const modes = new Modes(config.GENIE_MODE, manifests.policies)
  const statuses = openStatusWatch(config, { networks, clock, logger })
  const profiles = new ProfileSource({
    manifests: manifests.policies,
    labelsOf: async (namespace, podName) => cluster?.pods?.source.labelsOf(namespace, podName),
    clusterNamespace: config.POD_NAMESPACE,
  })
  const journal = new JournalReader(join(config.GENIE_STATE_DIR, 'journal'), logger)
  const prices = openPrices({
    path: config.GENIE_PRICES,
    manifests: manifests.policies,
    usage: stores.usage,
    journal,
    clock,
    logger,
  })
  const selectable = () =>
    networks().map((network) => ({
      ...network,
      missingPlugin: missingPlugin(network, config.GENIE_BIN_DIR),
    }))
  const { selector, feed, forecasts, addRoutes } = buildSelector({
    node: config.NODE_NAME,
    networks: selectable,
    settings: (network) => settings.of(network),
    notReady: (network) => statuses?.notReady(network),
    measures: () => {
      const [known, nowMs] = [networks(), clock.nowMs()]
      const told = known.map(({ name }) => settings.of(name))
      return measuredKpis(capabilitiesOf(config, known), told, nowMs, prices.live.bookCurrency(nowMs))
    },
    prices: prices.live,
    profile: () => profiles.standard(),
    profileNamed: (name, namespace) => profiles.named(name, namespace),
    decisions: stores.decisions,
    samples: stores.samples,
    sources: () => collector.sources(),
    onDecision: (decision) => telling?.decided(decision),
    clock,
    onStoreFault: (error) =>
      logger.error({ err: error }, 'Cannot reach the store: pods are attached all the same'),
  })
  const metrics = createMetrics(packageJson.version, {
    board: () => selector.board(),
    load: () => socket.load,
    mode: modes.standard,
    kinds: () => cluster?.figures() ?? [],
    nowMs: () => clock.nowMs(),
    pendingWrites: () => telling?.pending() ?? 0,
    pods: config.GENIE_POD_METRICS === 'on' ? () => journal.read() : null,
    shipper,
    sources: () => collector.sources(),
    stores,
    waitingRounds: () => sink.waiting(),
  })
  const knownGood = () => ({
    ...rankedLinks(selector.board()),
    default: networks()[0]?.name ?? null,
    mode: modes.standard,
    namespaces: modes.different(),
  })
  const upkeep = createUpkeep({
    ...{ config, stores, selector, journal, knownGood },
    ...{ statuses, metrics, clock, logger },
  })
  const tellNetworks = createNetworkTelling({ networks: selectable, store: stores.networks, logger })
  const sink = createRoundSink({ stores, selector, feed, forecasts, metrics, tellNetworks, clock, logger })
  await sink.recall(networks().map(({ name }) => name))
  await prices.recall()
  await selector
    .restore()
    .catch((error: unknown) =>
      logger.error({ err: error }, 'Cannot read what was promised before: nothing is held'),
    )
  const probes = await openProbes({ config, cluster, board: () => selector.board(), clock, logger })
  const figures = figureSources({ config, objects: cluster?.objects ?? null, clock, logger })
  const collector = buildCollector({
    networks,
    settings: () => settings.all(),
    journal,
    schedule: config.GENIE_POLL,
    traffic: figures.traffic,
    sources: [...(probes.source === null ? [] : [probes.source]), ...figures.sources],
    samples: stores.samples,
    clock,
    logger,
    onRound: async (round) => {
      await sink.take(round)
      if (cluster === null) await stored.refresh()
      await prices.afterRound(round)
      await upkeep.afterRound()
      telling?.wake()
    },
  })
  const telling = createPodTelling({
    cluster,
    config,
    journal,
    decisions: stores.decisions,
    isObserved: (namespace) => modes.of(namespace) === 'observe',
    metrics,
    clock,
    logger,
  })
  const devices = new KubeletDevices(config.GENIE_POD_RESOURCES)
  const sources = planSourcesOf({ confDir, devices, profiles, manifests })
  const observer = new Observer({
    ...sources,
    selector,
    onObserved: ({ chosen, attachedTo }) =>
      metrics.observed.inc({ agrees: chosen === attachedTo ? 'true' : 'false' }),
    logger,
  })
  const service = createPluginService({
    sources,
    selector,
    modes,
    observer,
    settled: async () => cluster?.settled(settleMs),
    held: upkeep.held,
    onLost: (decision) => upkeep.afterLoss(decision),
    onReport: () => telling?.wake(),
    onRefused: (request, refusal) => telling?.refused(request, refusal),
    metrics,
    clock,
    logger,
  })
  const socket = new AgentSocket(service, logger)
  const listeners = await buildListeners({
    parts,
    manifests,
    stored,
    settings,
    prices,
    addRoutes,
    probes,
    journal,
    networks,
    metrics: metrics.render,
    checks: () => checksOf({ stores, shipper, sink, confDir, cluster }),
  })
  return { ...listeners, socket, collector, confDir, upkeep, probes, telling }
}
