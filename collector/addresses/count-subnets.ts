import { plainCount, type AddressCount } from './address-count.ts'
import { common, endsOf, holds, mergeSpans, parseCidr, sizeOf, type AddressSpan } from './address-span.ts'
import type { IpAddress } from './ip-address.ts'

/** The subnets that a node has for its pods, and what of them is gone. */
export interface NodeSubnets {
  readonly source: string
  readonly cidrs: readonly string[]
  /** Addresses, of which those within the subnets count; or how many of each family. */
  readonly used: readonly IpAddress[] | bigint
  /** How many of each subnet's first addresses, after its own, the node keeps: gateway, management port. */
  readonly kept: number
  readonly at: number
  readonly grows?: boolean
}

/** One count for each family that the node has subnets of; what is no CIDR is passed over. */
export function countSubnets({ source, cidrs, used, kept, at, grows }: NodeSubnets): AddressCount[] {
  const spans = cidrs.flatMap((cidr) => parseCidr(cidr) ?? [])
  return ([4, 6] as const).flatMap((family) => {
    const own = mergeSpans(spans.filter((span) => span.family === family))
    if (own.length === 0) return []
    return {
      ...plainCount,
      scope: 'node' as const,
      family,
      used: typeof used === 'bigint' ? used : BigInt(used.filter((address) => holds(own, address)).length),
      total: sizeOf(own),
      excluded: sizeOf(common(own, [...own.flatMap(endsOf), ...keptOf(own, kept)])),
      subnets: own.length,
      at,
      source,
      grows: grows ?? false,
    }
  })
}

/** The first addresses after the subnet's own; a subnet without room for them keeps none. */
function keptOf(spans: readonly AddressSpan[], kept: number): AddressSpan[] {
  return spans
    .filter(({ first, last }) => kept > 0 && last - first > BigInt(kept))
    .map(({ family, first }) => ({ family, first: first + 1n, last: first + BigInt(kept) }))
}
