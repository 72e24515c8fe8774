import type { Kpi } from '../../domain/kpi.ts'
import type { WeightGroup } from '../../domain/weight-group.ts'

/** The KPIs of each group, and how its share is shared out among them. `fit` is in none: preferences bring it along. */
export const groupKpis: Readonly<Record<WeightGroup, Readonly<Partial<Record<Kpi, number>>>>> = {
  latency: { latency: 0.75, jitter: 0.25 },
  congestion: { utilization: 0.7, headroom: 0.3 },
  response: { responseTime: 0.5, applicationResponse: 0.5 },
  addresses: { addressOccupancy: 0.6, occupancy: 0.3, subnets: 0.1 },
  price: { price: 1 },
  stability: { loss: 0.5, dropRatio: 0.5 },
}
