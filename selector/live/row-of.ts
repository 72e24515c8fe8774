import type { Candidate } from '../../domain/decision.ts'
import type { NetworkForecast } from '../../domain/network-forecast.ts'
import type { NetworkStanding } from '../../domain/network-board.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import type { Selectable } from './live-networks.ts'
import { networkState } from './network-state.ts'

/** What a row of the board is made of. */
export interface RowParts {
  /** As a pod would find the network: with that pod on it. */
  readonly standing: Candidate
  /** As the network is, with no pod more than it has. */
  readonly asItIs: Candidate
  /** Recent ones, oldest first. */
  readonly samples: readonly NetworkSample[]
  readonly settings: NetworkSettings
  readonly forecast: NetworkForecast | null
  readonly plugins: Selectable['plugins']
}

/** A network's row of the board. */
export function rowOf(parts: RowParts, nowMs: number): NetworkStanding {
  const { standing, asItIs, samples, settings, forecast, plugins } = parts
  const sample = samples.at(-1)
  return {
    name: standing.network,
    plugins: plugins.map(({ type }) => type),
    state: networkState(asItIs, sample, nowMs),
    standing,
    settings,
    sample: sample ?? null,
    ...(forecast !== null && { forecast }),
    traffic: samples.map(({ at, ingressBitsPerSecond, egressBitsPerSecond }) => ({
      at,
      ingressBitsPerSecond,
      egressBitsPerSecond,
    })),
  }
}
