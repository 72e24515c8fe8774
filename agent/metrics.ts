import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { NetworkBoard } from '../domain/network-board.ts'
import { readingOf } from '../domain/reading-of.ts'
import type { KindFigures } from './cluster/cluster.ts'
import { addKubeMetrics } from './cluster/kube-metrics.ts'
import type { Mode } from './observe/mode.ts'
import { addShipMetrics, type ShipMetricSources } from './ship/ship-metrics.ts'
import type { SocketLoad } from './socket/agent-socket.ts'
import { addStoreMetrics, type StoreMetricSources } from './store-metrics.ts'

/** The agent's metrics; every name begins with `genie_`, units are base units. */
export interface AgentMetrics
  extends Readonly<ReturnType<typeof createCounters>>, Readonly<ReturnType<typeof createHistograms>> {
  /** The page for Prometheus; gauges are brought up to date for it. */
  readonly render: () => Promise<string>
}

/** What gauges show, asked anew for every page. */
export interface MetricSources extends ShipMetricSources, StoreMetricSources {
  readonly board: () => NetworkBoard
  readonly load: () => SocketLoad
  readonly mode: Mode
  /** How the API's objects are kept; empty without a cluster. */
  readonly kinds: () => readonly KindFigures[]
  /** The clock that tells how long the API has been away. */
  readonly nowMs: () => number
  /** How many pods do not say yet what they are attached to. */
  readonly pendingWrites: () => number
}

/** Node counts it into each of `nodejs_eventloop_lag_*_seconds`: an idle loop lags by this much. */
const eventLoopSampleMs = 100

/** From a part of the plugin's own work, which takes a tenth of a millisecond, to the longest that an ADD may take. */
const buckets = [
  ...[0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05],
  ...[0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
]

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
  addShipMetrics(registers, sources)
  const updateStore = addStoreMetrics(registers, sources)
  const pending = new Gauge({
    name: 'genie_pod_writes_pending',
    help: 'Pods whose annotations do not tell their networks yet',
    registers,
  })
  return {
    ...createCounters(registers),
    ...createHistograms(registers),
    render: () => {
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

function createCounters(registers: [Registry]) {
  const counter = <L extends string = never>(name: string, help: string, ...labelNames: L[]) =>
    new Counter<L>({ name: `genie_${name}_total`, help, labelNames, registers })
  return {
    plans: counter('plans', 'Plans asked for by the plugin', 'outcome'),
    reports: counter('reports', 'What the plugin has done, as it reported', 'command', 'outcome'),
    decisions: counter('decisions', 'Decisions made', 'network'),
    observed: counter('observed', 'Pods observed, by whether they would have got the same network', 'agrees'),
    rounds: counter('collector_rounds', 'Rounds of measuring'),
    sweeps: counter('sweeps', 'Runs of the plugin to undo what nobody needs any more', 'outcome'),
    swept: counter('swept_attachments', 'Attachments undone by sweeping'),
    podWrites: counter('pod_writes', 'Patches of the annotations of pods', 'outcome'),
    podEvents: counter('pod_events', 'Events told of pods', 'reason', 'outcome'),
  }
}

function createHistograms(registers: [Registry]) {
  const histogram = <L extends string = never>(name: string, help: string, ...labelNames: L[]) =>
    new Histogram<L>({ name: `genie_${name}_seconds`, help, labelNames, buckets, registers })
  return {
    planSeconds: histogram('plan_duration', 'Time to answer a plan request'),
    stepSeconds: histogram(
      'attach_step_duration',
      "Time of each step of an ADD, as the plugin reported; exec is the delegates' own",
      'step',
    ),
    overheadSeconds: histogram('attach_overhead', 'Time of an ADD without that of its delegates'),
  }
}

/** How busy the plugin's socket is; what is returned brings it up to date. */
function socketGauges(registers: [Registry]): (load: SocketLoad) => void {
  const gauge = (name: string, help: string) => new Gauge({ name: `genie_plugin_${name}`, help, registers })
  const queue = gauge('queue_length', 'Connections of plugins that wait for their turn')
  const open = gauge('connections', 'Connections of plugins that are open')
  return ({ queued, connections }) => {
    queue.set(queued)
    open.set(connections)
  }
}

/** Gauges of every network; what is returned brings them up to date. */
function networkGauges(registers: [Registry]): (board: NetworkBoard) => void {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `genie_network_${name}`, help, labelNames: ['network'], registers })
  const score = gauge('score', 'What the network is worth now, 0 to 1')
  const best = gauge('best', '1 for the network that a pod which leaves the choice would get now, else 0')
  const excluded = gauge('excluded', '1 for a network that no pod can get now, whatever its score, else 0')
  const utilization = gauge('utilization_ratio', 'Share of the capacity in use, reservations included')
  const attachments = gauge('attachments', 'Attachments on this node')
  const used = gauge('addresses_used', 'Addresses in use')
  const total = gauge('addresses_total', 'Usable addresses')
  return ({ networks }) => {
    for (const each of [score, best, excluded, utilization, attachments, used, total]) each.reset()
    for (const { name, standing, sample } of networks) {
      const set = (to: typeof score, value: number | null | undefined) => {
        if (typeof value === 'number') to.set({ network: name }, value)
      }
      set(score, standing.score)
      set(best, standing.rank === 1 ? 1 : 0)
      set(excluded, standing.excluded === null ? 0 : 1)
      set(utilization, readingOf(standing, 'utilization'))
      set(attachments, sample?.attachments)
      set(used, sample?.addressesUsed)
      set(total, sample?.addressesTotal)
    }
  }
}
