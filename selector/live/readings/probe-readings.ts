import type { NetworkSample } from '../../../domain/network-sample.ts'
import { countIn } from './count-in.ts'
import { ageOf, readingOfFigure, type Known, type Readings } from './known.ts'

/** What probes say of the network; one peer tells of one way through it, and each further one halves the doubt. */
export function probeReadings(
  { latency, nowMs }: Pick<Known, 'latency' | 'nowMs'>,
  latest: NetworkSample,
): Readings {
  const peers = countIn(latest.probeSource)
  const rest = {
    ageMs: ageOf(latest.probedAt, latest, nowMs),
    source: latest.probeSource ?? 'unknown',
    trust: peers === null ? 1 : 1 - 0.5 ** peers,
  }
  return {
    ...readingOfFigure('latency', latency?.value ?? latest.latencyP95Ms, {
      ...rest,
      ...(latency && { ageMs: ageOf(latency.at, latest, nowMs) }),
    }),
    ...readingOfFigure('jitter', latest.jitterMs, rest),
    ...readingOfFigure('loss', latest.lossRatio, rest),
    ...readingOfFigure('responseTime', latest.responseTimeMs, rest),
  }
}
