import type { NetworkSample } from '../../domain/network-sample.ts'
import type { TrafficPath } from './choose-path.ts'
import type { Rate } from './rate-between.ts'

/** The traffic members of a sample. */
export type Traffic = Pick<NetworkSample, 'ingressBitsPerSecond' | 'egressBitsPerSecond' | 'dropRatio'>

/** Nobody could measure anything. */
export const unknownTraffic: Traffic = {
  ingressBitsPerSecond: null,
  egressBitsPerSecond: null,
  dropRatio: null,
}

/**
 * A network's traffic from the rates of its path's interfaces. A veth that is new has no rate yet and is left out of
 * the sum; an uplink without a rate leaves the whole unknown. Where no packet passed, none was dropped
 * either; where packets are not counted, nobody knows.
 */
export function sumTraffic({ kind, devices }: TrafficPath, rates: ReadonlyMap<string, Rate>): Traffic {
  const known = devices.flatMap((device) => rates.get(device) ?? [])
  if (known.length === 0 || (kind !== 'veths' && known.length < devices.length)) return unknownTraffic
  const total = (member: keyof Rate) =>
    known.reduce<number | null>(
      (sum, { [member]: part }) => (sum === null || part === null ? null : sum + part),
      0,
    )
  const [received, sent] = [total('rxBitsPerSecond'), total('txBitsPerSecond')]
  return {
    ingressBitsPerSecond: kind === 'uplink' ? received : sent,
    egressBitsPerSecond: kind === 'uplink' ? sent : received,
    dropRatio: dropRatio(total('packets'), total('dropped')),
  }
}

function dropRatio(packets: number | null, dropped: number | null): number | null {
  if (packets === null || dropped === null) return null
  return dropped === 0 ? 0 : dropped / (packets + dropped)
}
