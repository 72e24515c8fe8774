import { plainCount, type AddressCount } from '../address-count.ts'
import type { AddressRange } from '../address-range.ts'
import { common, holds, sizeOf } from '../address-span.ts'
import type { IpAddress } from '../ip-address.ts'

/**
 * host-local (containernetworking/plugins, plugins/ipam/host-local): of each set of ranges a pod gets one address, so
 * each is a count. Ranges are without their subnets' ends already; gateways in them are given to nobody.
 */
export function countHostLocal(
  pools: readonly (readonly AddressRange[])[],
  leases: readonly IpAddress[],
  at: number,
): AddressCount[] {
  return pools.flatMap((ranges) => {
    const [first] = ranges
    if (first === undefined) return []
    const gateways = ranges.map(({ family, gateway }) => ({ family, first: gateway, last: gateway }))
    return {
      ...plainCount,
      scope: 'node' as const,
      family: first.family,
      used: BigInt(leases.filter((address) => holds(ranges, address)).length),
      total: sizeOf(ranges),
      excluded: sizeOf(common(ranges, gateways)),
      subnets: ranges.length,
      at,
      source: 'host-local',
    }
  })
}
