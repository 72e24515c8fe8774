import type { NetworkSample } from '../../../domain/network-sample.ts'
import { countIn } from './count-in.ts'
import { ageOf, readingOfFigure, type Readings } from './known.ts'

/** So many requests are half of what makes a quantile of them believed. */
const halfTrusted = 30

/** How applications fare on the network, the surer the more requests it is of. */
export function applicationReadings(latest: NetworkSample, nowMs: number): Readings {
  const requests = countIn(latest.applicationSource)
  return readingOfFigure('applicationResponse', latest.applicationRatio, {
    ageMs: ageOf(latest.applicationAt, latest, nowMs),
    source: latest.applicationSource ?? 'unknown',
    trust: requests === null ? 1 : requests / (requests + halfTrusted),
  })
}
