import { kpis, nodeKpis, type Kpi } from '../../domain/kpi.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'

/** The figure that tells that a node has a source for a KPI, of those that not every node has. */
const figureOf: Readonly<Partial<Record<Kpi, keyof NetworkSample>>> = {
  latency: 'latencyP95Ms',
  jitter: 'jitterMs',
  loss: 'lossRatio',
  responseTime: 'responseTimeMs',
  applicationResponse: 'applicationRatio',
}

/**
 * The KPIs that count on the node of these samples: an agent knows it from its configuration; from afar it is those that
 * any of its networks has a figure of. Prices are known here as well as there.
 */
export function measuredBy(samples: readonly NetworkSample[], doPricesCount: boolean): ReadonlySet<Kpi> {
  return new Set(
    kpis.filter((kpi) => {
      if (kpi === 'price') return doPricesCount
      const figure = figureOf[kpi]
      return nodeKpis.has(kpi) || (figure !== undefined && samples.some((sample) => sample[figure] !== null))
    }),
  )
}
