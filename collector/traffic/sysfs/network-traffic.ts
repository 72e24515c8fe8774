import type { TrafficFigures } from '../../../domain/network-sample.ts'
import type { MeasuredNetwork } from '../../measured-network.ts'
import { pathName, type TrafficPath } from '../choose-path.ts'
import type { Rate } from '../rate-between.ts'
import { sumTraffic, unknownTraffic, type Traffic } from '../sum-traffic.ts'

/** What one round knows of the host's interfaces. */
export interface TrafficRound {
  /** Where each network is measured, by its name; null where the host sees none of its traffic. */
  readonly paths: ReadonlyMap<string, TrafficPath | null>
  readonly rates: ReadonlyMap<string, Rate>
  /** Whether there is an interface of this name. */
  readonly exists: (device: string) => boolean
}

const noTraffic: Traffic = { ingressBitsPerSecond: 0, egressBitsPerSecond: 0, dropRatio: 0 }

/**
 * What a round says of one network. A network that nothing is attached to, and whose bridge or veths therefore do not
 * exist, carries nothing: that is known, not unknown.
 * @throws {Error} if the network's uplink is no interface of this host
 */
export function networkTraffic(
  { name, attachments }: MeasuredNetwork,
  { paths, rates, exists }: TrafficRound,
  at: number,
): TrafficFigures {
  const path = paths.get(name) ?? null
  if (path === null) return { source: null, trafficAt: null, ...unknownTraffic }
  const source = `sysfs:${pathName(path)}`
  if (!path.devices.some(exists)) {
    if (path.kind === 'uplink')
      throw new Error(
        `Cannot measure ${name} as its uplink ${path.devices.join(', ')} is no interface of this host: set another uplink for it`,
      )
    if (attachments.length === 0) return { source, trafficAt: at, ...noTraffic }
  }
  return { source, trafficAt: at, ...sumTraffic(path, rates) }
}
