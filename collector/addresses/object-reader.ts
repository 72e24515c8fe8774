import type { MeasuredNetwork } from '../measured-network.ts'
import type { AddressCount } from './address-count.ts'
import type { ClusterObjects, ObjectQuery } from './cluster-objects.ts'
import type { IpAddress } from './ip-address.ts'

/** What is known when a network's addresses are counted. */
export interface Known extends Pick<ClusterObjects, 'of'> {
  /** This node's name in the API. */
  readonly node: string
  /** Unix time in ms of the round. */
  readonly at: number
  /** The networks of this reader that the node has: they may share what they get addresses from. */
  readonly networks: readonly MeasuredNetwork[]
  /** What host-local has given out on the network; empty where the reader does not want it. */
  readonly leases: readonly IpAddress[]
}

/** The rights to read objects that an administrator may give or keep. */
export const grants = [
  'node',
  'calico',
  'cilium',
  'kubeOvn',
  'whereabouts',
  'antrea',
  'azure',
  'gke',
  'spiderpool',
] as const

/** One of them. */
export type Grant = (typeof grants)[number]

/** A CNI whose addresses are counted from objects of the API: one file in `cni/`, one row in `address-readers.ts`. */
export interface ObjectReader {
  /** As in samples and metrics: `calico`. */
  readonly name: string
  /** Whose rights it needs, as the chart's values and GENIE_ADDRESS_OBJECTS call them. */
  readonly grant: Grant
  isOf(network: Pick<MeasuredNetwork, 'name' | 'plugins'>): boolean
  /** Whether host-local's files on this node count too. */
  readonly readsLeases?: boolean
  /** What is to be followed for these networks; later rounds may need more, by what is known then. */
  needs(networks: readonly MeasuredNetwork[], known: Pick<Known, 'of' | 'node'>): readonly ObjectQuery[]
  /** Null while what it needs is not known. */
  count(network: MeasuredNetwork, known: Known): readonly AddressCount[] | null
}
