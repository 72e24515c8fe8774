import type { AddressScope } from '../../domain/network-sample.ts'

/** How many addresses of one family and scope there are, and how many are gone; counts are exact, IPv6 too. */
export interface AddressCount {
  readonly scope: AddressScope
  readonly family: 4 | 6
  /** Given to pods, as far as the source knows. */
  readonly used: bigint
  /** Held back by the IPAM: no pod has them, and none gets them. */
  readonly reserved: bigint
  /** All addresses of the scope; null where nobody tells. */
  readonly total: bigint | null
  /** Those of `total` that are never given out: network and broadcast address, gateway, the operator's exclusions. */
  readonly excluded: bigint
  /** How many subnets, blocks or ranges they lie in; null where the source does not tell. */
  readonly subnets: number | null
  /** Unix time in ms. */
  readonly at: number
  /** Who counted: `calico`, `aws-vpc-cni`. */
  readonly source: string
  /** Whether the IPAM fetches more once these are gone, so that their end is not the network's. */
  readonly grows: boolean
}

/** A count in which nothing is held back or left out; the rest is to be told. */
export const plainCount = { reserved: 0n, excluded: 0n, subnets: null, grows: false } as const
