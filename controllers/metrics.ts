import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** The controller's metrics; every name of its own begins with `genie_controller_`, units are base units. */
export interface ControllerMetrics
  extends Readonly<ReturnType<typeof createCounters>>, Readonly<ReturnType<typeof createHistograms>> {
  /** The page for Prometheus; gauges are brought up to date for it. */
  readonly render: () => Promise<string>
}

/** What gauges show, asked anew for every page. */
export interface MetricSources {
  readonly isLeader: () => boolean
  readonly agents: () => { readonly heard: number; readonly silent: number }
}

/** Node counts it into each of `nodejs_eventloop_lag_*_seconds`: an idle loop lags by this much. */
const eventLoopSampleMs = 100

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Registers the metrics. */
export function createMetrics(version: string, sources: MetricSources): ControllerMetrics {
  const registry = new Registry()
  const registers: [Registry] = [registry]
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: eventLoopSampleMs })
  const update = createGauges(version, registers)
  return {
    ...createCounters(registers),
    ...createHistograms(registers),
    render: () => {
      update(sources)
      return registry.metrics()
    },
  }
}

function createCounters(registers: [Registry]) {
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter<L>({ name: `genie_controller_${name}_total`, help, labelNames, registers })
  return {
    scrapes: counter('scrapes', 'Agents asked for their metrics', 'outcome'),
    patches: counter('status_patches', 'Writes of a status', 'kind', 'outcome'),
  }
}

function createHistograms(registers: [Registry]) {
  return {
    scrapeSeconds: new Histogram({
      name: 'genie_controller_scrape_duration_seconds',
      help: 'Time until an agent has answered or was given up',
      buckets,
      registers,
    }),
  }
}

function createGauges(version: string, registers: [Registry]): (sources: MetricSources) => void {
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge<L>({ name: `genie_controller_${name}`, help, labelNames, registers })
  gauge('build_info', 'The running version', 'version').set({ version }, 1)
  const leader = gauge('leader', 'Whether this replica is the one that works')
  const agents = gauge('agents', 'Agents by whether their figures count now', 'state')
  return ({ isLeader, agents: count }) => {
    leader.set(isLeader() ? 1 : 0)
    const { heard, silent } = count()
    agents.set({ state: 'heard' }, heard)
    agents.set({ state: 'silent' }, silent)
  }
}
