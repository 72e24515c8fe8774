import { median } from 'simple-statistics'
import { weightedMedian } from '../../estimators/weighted-median.ts'
import type { OwnerFigure } from './parse-owner-figures.ts'

/** How applications fare on a network, compared with themselves on others. */
export interface ApplicationRatio {
  /** Below 1: faster than where else they are. */
  readonly ratio: number
  readonly owners: number
  readonly requests: number
}

/** Of fewer requests nobody can tell a 95th percentile: half of them would be two or three requests. */
export const minRequests = 50

/**
 * Each owner is compared with itself only: its p95 on a network over the median of its p95s on all of its networks, each
 * network counting once, so that where most requests go does not become the yardstick. A network's ratio is the median
 * of its owners', weighted by their requests there. An owner that is on one network says nothing, nor does one of too
 * few requests.
 */
export function applicationRatios(figures: readonly OwnerFigure[]): ReadonlyMap<string, ApplicationRatio> {
  const spoken = figures.filter(({ requests, p95 }) => requests >= minRequests && Number.isFinite(p95))
  const ratios = [...Map.groupBy(spoken, ({ owner }) => owner).values()].flatMap(ratiosOfOwner)
  const byNetwork = Map.groupBy(ratios, ({ network }) => network)
  return new Map(
    [...byNetwork].map(([network, each]) => [
      network,
      {
        ratio: weightedMedian(each.map(({ ratio, requests }) => ({ value: ratio, weight: requests }))),
        owners: each.length,
        requests: each.reduce((sum, { requests }) => sum + requests, 0),
      },
    ]),
  )
}

function ratiosOfOwner(figures: readonly OwnerFigure[]) {
  if (new Set(figures.map(({ network }) => network)).size < 2) return []
  const own = median(figures.map(({ p95 }) => p95))
  if (!(own > 0)) return []
  return figures.map(({ network, p95, requests }) => ({ network, requests, ratio: p95 / own }))
}
