import type { NetworkSample } from '../../domain/network-sample.ts'
import type { TrafficPath } from './choose-path.ts'
import type { Rate } from './rate-between.ts'

/** The traffic members of a sample. */
export type Traffic = Pick<NetworkSample, 'ingressBitsPerSecond' | 'egressBitsPerSecond' | 'dropRatio'>

/** The interfaces of a network's path, or those inside its pods: these receive what goes to the pods. */
export interface SummedInterfaces {
  readonly kind: TrafficPath['kind'] | 'pods'
  readonly devices: readonly string[]
}

/** Nobody could measure anything. */
export const unknownTraffic: Traffic = {
  ingressBitsPerSecond: null,
  egressBitsPerSecond: null,
  dropRatio: null,
}

/**
 * A network's traffic from the rates of its path's interfaces. A veth, or a pod, that is new has no rate yet and is left out of
 * the sum; an uplink without a rate leaves the whole unknown. Where no packet passed, none was dropped
 * either; where packets are not counted, nobody knows.
 */
export function sumTraffic({ kind, devices }: SummedInterfaces, rates: ReadonlyMap<string, Rate>): Traffic {
  const known = devices.flatMap((device) => rates.get(device) ?? [])
  if (known.length === 0 || (!isOfPods(kind) && known.length < devices.length)) return unknownTraffic
  const total = (member: keyof Rate) =>
    known.reduce<number | null>(
      (sum, { [member]: part }) => (sum === null || part === null ? null : sum + part),
      0,
    )
  const [received, sent] = [total('rxBitsPerSecond'), total('txBitsPerSecond')]
  const inward = kind === 'uplink' || kind === 'pods'
  return {
    ingressBitsPerSecond: inward ? received : sent,
    egressBitsPerSecond: inward ? sent : received,
    dropRatio: dropRatio(total('packets'), total('dropped')),
  }
}

function dropRatio(packets: number | null, dropped: number | null): number | null {
  if (packets === null || dropped === null) return null
  return dropped === 0 ? 0 : dropped / (packets + dropped)
}

function isOfPods(kind: SummedInterfaces['kind']): boolean {
  return kind === 'veths' || kind === 'pods'
}
