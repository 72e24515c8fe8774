import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { NetworkBoard } from '../domain/network-board.ts'
import type { KindFigures } from './cluster/cluster.ts'
import { addKubeMetrics } from './cluster/kube-metrics.ts'
import { createCounters } from './metrics/create-counters.ts'
import { createHistograms } from './metrics/create-histograms.ts'
import { networkGauges } from './metrics/network-gauges.ts'
import { socketGauges } from './metrics/socket-gauges.ts'
import type { Mode } from './observe/mode.ts'
import { podNetworkGauge, type PodRecord } from './pods/pod-network-gauge.ts'
import { addShipMetrics, type ShipMetricSources } from './ship/ship-metrics.ts'
import { addSourceMetrics, type SourceMetricSources } from './sources/source-metrics.ts'
import type { SocketLoad } from './socket/agent-socket.ts'
import { addStoreMetrics, type StoreMetricSources } from './store-metrics.ts'

/** The agent's metrics; every name begins with `genie_`, units are base units. */
export interface AgentMetrics
  extends Readonly<ReturnType<typeof createCounters>>, Readonly<ReturnType<typeof createHistograms>> {
  /** Time of each round of measuring. */
  readonly roundSeconds: ReturnType<typeof addSourceMetrics>
  /** The page for Prometheus; gauges are brought up to date for it. */
  readonly render: () => Promise<string>
}

/** What gauges show, asked anew for every page. */
export interface MetricSources extends ShipMetricSources, SourceMetricSources, StoreMetricSources {
  readonly board: () => NetworkBoard
  readonly load: () => SocketLoad
  readonly mode: Mode
  /** How the API's objects are kept; empty without a cluster. */
  readonly kinds: () => readonly KindFigures[]
  /** The clock that tells how long the API has been away. */
  readonly nowMs: () => number
  /** How many pods do not say yet what they are attached to. */
  readonly pendingWrites: () => number
  /** What this node's pods are attached to; null if the page is to name none. */
  readonly pods: (() => Promise<readonly PodRecord[]>) | null
}

/** Node counts it into each of `nodejs_eventloop_lag_*_seconds`: an idle loop lags by this much. */
const eventLoopSampleMs = 100

/** Registers the metrics. */
export function createMetrics(version: string, sources: MetricSources): AgentMetrics {
  const registry = new Registry()
  const registers: [Registry] = [registry]
  // Left alone it samples the event loop a hundred times a second, which is more work than all else of an idle agent.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: eventLoopSampleMs })
  infoGauge('genie_build_info', 'The running version', registers, { version })
  infoGauge('genie_mode_info', 'Whether pods are attached as they ask, or only observed', registers, {
    mode: sources.mode,
  })
  const updateNetworks = networkGauges(registers)
  const updateSocket = socketGauges(registers)
  addKubeMetrics(registers, sources)
  const updatePods = sources.pods === null ? null : podNetworkGauge(registers)
  addShipMetrics(registers, sources)
  const roundSeconds = addSourceMetrics(registers, sources)
  const updateStore = addStoreMetrics(registers, sources)
  const pending = new Gauge({
    name: 'genie_pod_writes_pending',
    help: 'Pods whose annotations do not tell their networks yet',
    registers,
  })
  return {
    ...createCounters(registers),
    ...createHistograms(registers),
    roundSeconds,
    render: async () => {
      // A journal that cannot be read is told by the collector; the page does without pods.
      updatePods?.((await sources.pods?.().catch(() => [])) ?? [])
      updateNetworks(sources.board())
      updateSocket(sources.load())
      updateStore()
      pending.set(sources.pendingWrites())
      return registry.metrics()
    },
  }
}

function infoGauge(
  name: string,
  help: string,
  registers: [Registry],
  labels: Readonly<Record<string, string>>,
): void {
  new Gauge({ name, help, labelNames: Object.keys(labels), registers }).set(labels, 1)
}
