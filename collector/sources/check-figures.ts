import { kpiContracts, type Kpi } from '../../domain/kpi.ts'
import type { NetworkFigures } from '../../domain/network-sample.ts'
import type { Dropped } from './dropped.ts'
import type { FaultReason } from './source-fault.ts'

/** Figures that may be believed, and how many may not. */
export interface CheckedFigures {
  readonly figures: Partial<NetworkFigures>
  readonly dropped: Dropped
}

type Figure = keyof NetworkFigures

/** Whose KPI a figure is for, and which member says when it was read. */
const dated: Partial<Record<Figure, readonly [Kpi, Figure]>> = {
  ingressBitsPerSecond: ['utilization', 'trafficAt'],
  egressBitsPerSecond: ['utilization', 'trafficAt'],
  dropRatio: ['dropRatio', 'trafficAt'],
  addressesUsed: ['addressOccupancy', 'addressesAt'],
  addressesTotal: ['addressOccupancy', 'addressesAt'],
  subnets: ['subnets', 'addressesAt'],
  latencyP50Ms: ['latency', 'probedAt'],
  latencyP95Ms: ['latency', 'probedAt'],
  jitterMs: ['jitter', 'probedAt'],
  lossRatio: ['loss', 'probedAt'],
  responseTimeMs: ['responseTime', 'probedAt'],
  applicationRatio: ['applicationResponse', 'applicationAt'],
}

/** Figures that are shares of a whole. */
const shares: ReadonlySet<string> = new Set<Figure>(['dropRatio', 'lossRatio'])

/**
 * Leaves out whatever no source may tell: a number that is none, negative, beyond 2^53 or a share beyond 1
 * (`out-of-range`), and a figure whose own time is farther from the round's than its KPI lets it count (`stale`).
 */
export function checkFigures(told: Partial<NetworkFigures>, at: number): CheckedFigures {
  const dropped: Partial<Record<FaultReason, number>> = {}
  const drop = (reason: FaultReason) => {
    dropped[reason] = (dropped[reason] ?? 0) + 1
    return false
  }
  const isSound = (figure: string, value: unknown): boolean =>
    typeof value !== 'number' || (value >= 0 && value <= (shares.has(figure) ? 1 : 2 ** 53))
  const isFresh = (figure: string, value: unknown): boolean => {
    const [kpi, timeOf] = dated[figure as Figure] ?? []
    if (kpi === undefined || timeOf === undefined || value === null) return true
    const readAt = told[timeOf]
    return typeof readAt !== 'number' || !(Math.abs(at - readAt) > kpiContracts[kpi].maxAgeMs)
  }
  const kept = Object.entries(told).filter(([figure, value]) => {
    if (!isSound(figure, value)) return drop('out-of-range')
    return isFresh(figure, value) || drop('stale')
  })
  return { figures: Object.fromEntries(kept), dropped }
}
