import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { NetworkBoard } from '../domain/network-board.ts'

/** The agent's metrics; every name begins with `genie_`, units are base units. */
export interface AgentMetrics {
  readonly registry: Registry
  readonly plans: Counter<'outcome'>
  readonly planSeconds: Histogram
  readonly reports: Counter<'command' | 'outcome'>
  readonly decisions: Counter<'network'>
  readonly rounds: Counter
}

/** Registers the metrics; the gauges of networks are read from the board when somebody scrapes. */
export function createMetrics(version: string, boards: { board(): NetworkBoard }): AgentMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const labelNames = ['version'] as const
  const build = new Gauge({ name: 'genie_build_info', help: 'The running version', labelNames, registers })
  build.set({ version }, 1)
  addNetworkGauges(registry, boards)
  return {
    registry,
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

function addNetworkGauges(registry: Registry, boards: { board(): NetworkBoard }): void {
  const registers = [registry]
  const labelNames = ['network'] as const
  const score = new Gauge({
    name: 'genie_network_score',
    help: 'What the network is worth now, 0 to 1',
    labelNames,
    registers,
  })
  const used = new Gauge({
    name: 'genie_network_addresses_used',
    help: 'Addresses in use',
    labelNames,
    registers,
  })
  const total = new Gauge({
    name: 'genie_network_addresses_total',
    help: 'Usable addresses',
    labelNames,
    registers,
  })
  const utilization = new Gauge({
    name: 'genie_network_utilization_ratio',
    help: 'Share of the capacity in use, reservations included',
    labelNames,
    registers,
  })
  const attachments = new Gauge({
    name: 'genie_network_attachments',
    help: 'Attachments on this node',
    labelNames,
    registers,
    collect() {
      for (const gauge of [score, used, total, utilization, attachments]) gauge.reset()
      for (const { name, standing, sample } of boards.board().networks) {
        score.set({ network: name }, standing.score)
        const reading = standing.kpis.find(({ kpi }) => kpi === 'utilization')?.reading
        if (typeof reading === 'number') utilization.set({ network: name }, reading)
        if (sample === null) continue
        attachments.set({ network: name }, sample.attachments)
        if (sample.addressesUsed !== null) used.set({ network: name }, sample.addressesUsed)
        if (sample.addressesTotal !== null) total.set({ network: name }, sample.addressesTotal)
      }
    },
  })
}
