import type { CollectorOptions } from '../../collector/collector-options.ts'
import { addressSources, type AddressSourceParts } from './address-sources.ts'
import { applicationSources, foreignProbes, prometheusTraffic } from './prometheus-sources.ts'
import { trafficSources } from './traffic-sources.ts'

/** What a collector asks, and the order of those that tell traffic. */
export type FigureSources = Required<Pick<CollectorOptions, 'sources' | 'traffic'>>

/**
 * Who tells the node's figures, of each kind the best first, and the order of those of traffic.
 * @throws {Error} if GENIE_TRAFFIC names one that nobody has said the place of
 */
export function figureSources(parts: AddressSourceParts): FigureSources {
  const { config, clock } = parts
  const { sources, order } = trafficSources(config, clock, prometheusTraffic(config))
  return {
    traffic: order,
    sources: [...sources, ...addressSources(parts), ...foreignProbes(config), ...applicationSources(config)],
  }
}
