import type { NetworkSample } from '../../domain/network-sample.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import type { TrafficPath } from '../traffic/choose-path.ts'

/** The capacity members of a sample. */
export type Capacity = Pick<NetworkSample, 'capacityBitsPerSecond' | 'capacitySource'>

/** Who can be asked for a capacity besides the operator. */
export interface CapacitySources {
  readonly linkSpeed: (device: string) => Promise<number | null>
  readonly learned: () => Promise<number | null>
}

/** A network's capacity from the best source that has one: the operator, the uplink's link, what was seen. */
export async function networkCapacity(
  settings: NetworkSettings,
  path: TrafficPath | null,
  { linkSpeed, learned }: CapacitySources,
): Promise<Capacity> {
  if (settings.capacityBitsPerSecond !== undefined)
    return { capacityBitsPerSecond: settings.capacityBitsPerSecond, capacitySource: 'operator' }
  const links = path?.kind === 'uplink' ? await Promise.all(path.devices.map(linkSpeed)) : []
  const known = links.filter((speed) => speed !== null)
  if (known.length > 0 && known.length === links.length)
    return { capacityBitsPerSecond: known.reduce((sum, speed) => sum + speed, 0), capacitySource: 'link' }
  const capacityBitsPerSecond = await learned()
  return { capacityBitsPerSecond, capacitySource: capacityBitsPerSecond === null ? null : 'learned' }
}
