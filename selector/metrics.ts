import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client'
import type { NodeViews } from './standing/node-views.ts'

/** Registers the standing selector's metrics; what is returned renders them. */
export function createSelectorMetrics(
  version: string,
  views: Pick<NodeViews, 'nodes' | 'fault'>,
  register: Registry,
): () => Promise<string> {
  const registers: [Registry] = [register]
  collectDefaultMetrics({ register, eventLoopMonitoringPrecision: 100 })
  const info = { name: 'genie_selector_build_info', help: 'The running version', labelNames: ['version'] }
  new Gauge({ ...info, registers }).set({ version }, 1)
  new Gauge({
    name: 'genie_selector_nodes',
    help: 'Nodes that the store knows',
    registers,
    collect() {
      this.set(views.nodes.length)
    },
  })
  new Gauge({
    name: 'genie_selector_store_up',
    help: '1 if the store could be read the last time, else 0',
    registers,
    collect() {
      this.set(views.fault === null ? 1 : 0)
    },
  })
  return () => register.metrics()
}
