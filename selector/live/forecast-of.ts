import type { Crossing, NetworkForecast } from '../../domain/network-forecast.ts'
import type { HistoryPoint } from '../../domain/network-history.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import type { Point } from '../../estimators/ewma.ts'
import { forecast } from '../../estimators/forecast.ts'
import { keptAddresses } from '../pipeline/filters/room-fault.ts'

const minuteMs = 60_000

/** Where a network is going, by how it was (oldest first) and its newest sample, which knows where the ends are. */
export function forecastOf(history: readonly HistoryPoint[], latest: NetworkSample): NetworkForecast {
  const points = oneAMinute(history)
  const { addressesTotal: total, capacityBitsPerSecond: capacity } = latest
  const used = points.flatMap(({ at, figures }) => pointOf(at, figures.addressesUsed?.max))
  const load = points.flatMap(({ at, figures: { ingressBitsPerSecond, egressBitsPerSecond } }) =>
    pointOf(at, busier(ingressBitsPerSecond?.p95, egressBitsPerSecond?.p95)),
  )
  return {
    network: latest.network,
    at: latest.at,
    addresses: total === null ? null : crossingOf(used, Math.max(0, total - keptAddresses(total))),
    utilization: capacity === null ? null : crossingOf(load, capacity),
  }
}

function crossingOf(points: readonly Point[], limit: number): Crossing | null {
  const crossing = forecast(points, limit)
  return crossing && { inSeconds: Math.round(crossing.inMs / 1_000), confidence: crossing.confidence }
}

/** Samples and minutes side by side weigh alike: of each minute the first, and the newest point of all. */
function oneAMinute(history: readonly HistoryPoint[]): readonly HistoryPoint[] {
  let before = -Infinity
  return history.filter(({ at }, index) => {
    if (at - before < minuteMs && index < history.length - 1) return false
    before = at
    return true
  })
}

const pointOf = (at: number, value: number | null | undefined): Point[] =>
  value === null || value === undefined ? [] : [{ at, value }]

function busier(ingress: number | undefined, egress: number | undefined): number | null {
  return ingress === undefined || egress === undefined ? null : Math.max(ingress, egress)
}
