import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { NetworkBoard } from '../domain/network-board.ts'
import { readingOf } from '../domain/reading-of.ts'

/** The agent's metrics; every name begins with `genie_`, units are base units. */
export interface AgentMetrics {
  /** The page for Prometheus; gauges of networks are brought up to date for it. */
  readonly render: () => Promise<string>
  readonly plans: Counter<'outcome'>
  readonly planSeconds: Histogram
  readonly reports: Counter<'command' | 'outcome'>
  readonly decisions: Counter<'network'>
  readonly rounds: Counter
}

/** Node counts it into each of `nodejs_eventloop_lag_*_seconds`: an idle loop lags by this much. */
const eventLoopSampleMs = 100

/** Registers the metrics. */
export function createMetrics(version: string, boards: { board(): NetworkBoard }): AgentMetrics {
  const registry = new Registry()
  const registers: [Registry] = [registry]
  // Left alone it samples the event loop a hundred times a second, which is more work than all else of an idle agent.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: eventLoopSampleMs })
  const labelNames = ['version'] as const
  const build = new Gauge({ name: 'genie_build_info', help: 'The running version', labelNames, registers })
  build.set({ version }, 1)
  const updateNetworks = networkGauges(registers)
  return {
    render: () => {
      updateNetworks(boards.board())
      return registry.metrics()
    },
    plans: new Counter({
      name: 'genie_plans_total',
      help: 'Plans asked for by the plugin',
      labelNames: ['outcome'],
      registers,
    }),
    planSeconds: new Histogram({
      name: 'genie_plan_duration_seconds',
      help: 'Time to answer a plan request',
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2],
      registers,
    }),
    reports: new Counter({
      name: 'genie_reports_total',
      help: 'What the plugin has done, as it reported',
      labelNames: ['command', 'outcome'],
      registers,
    }),
    decisions: new Counter({
      name: 'genie_decisions_total',
      help: 'Decisions made',
      labelNames: ['network'],
      registers,
    }),
    rounds: new Counter({ name: 'genie_collector_rounds_total', help: 'Rounds of measuring', registers }),
  }
}

/** Gauges of every network; what is returned brings them up to date. */
function networkGauges(registers: [Registry]): (board: NetworkBoard) => void {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `genie_network_${name}`, help, labelNames: ['network'], registers })
  const score = gauge('score', 'What the network is worth now, 0 to 1')
  const utilization = gauge('utilization_ratio', 'Share of the capacity in use, reservations included')
  const attachments = gauge('attachments', 'Attachments on this node')
  const used = gauge('addresses_used', 'Addresses in use')
  const total = gauge('addresses_total', 'Usable addresses')
  return ({ networks }) => {
    for (const each of [score, utilization, attachments, used, total]) each.reset()
    for (const { name, standing, sample } of networks) {
      const set = (to: typeof score, value: number | null | undefined) => {
        if (typeof value === 'number') to.set({ network: name }, value)
      }
      set(score, standing.score)
      set(utilization, readingOf(standing, 'utilization'))
      set(attachments, sample?.attachments)
      set(used, sample?.addressesUsed)
      set(total, sample?.addressesTotal)
    }
  }
}
