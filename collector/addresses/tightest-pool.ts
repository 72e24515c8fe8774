import { isInRange, usableAddresses, type AddressRange } from './address-range.ts'
import type { IpAddress } from './ip-address.ts'

/** The address members of a sample. */
export interface AddressCount {
  readonly addressesUsed: number
  readonly addressesTotal: number
}

/**
 * Used and usable addresses of the pool that is nearest to its end: a pod needs one of each, so a dual-stack network is
 * full when either family is. IPv6 totals stop at the largest whole number that every reader keeps exact.
 */
export function tightestPool(
  pools: readonly (readonly AddressRange[])[],
  leased: readonly IpAddress[],
): AddressCount {
  const counts = pools.map((ranges) => {
    const total = ranges.reduce((sum, range) => sum + usableAddresses(range), 0n)
    return {
      addressesUsed: leased.filter((address) => ranges.some((range) => isInRange(range, address))).length,
      addressesTotal: Math.min(Number(total), Number.MAX_SAFE_INTEGER),
    }
  })
  return counts.reduce((tightest, count) => (occupancy(count) > occupancy(tightest) ? count : tightest))
}

function occupancy({ addressesUsed, addressesTotal }: AddressCount): number {
  return addressesTotal === 0 ? 1 : addressesUsed / addressesTotal
}
