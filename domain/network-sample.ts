import { Type, type Static } from 'typebox'
import { Nullable } from './nullable.ts'

/** Where a capacity comes from, best first. */
export const CapacitySource = Type.Union([
  Type.Literal('operator'),
  Type.Literal('link'),
  Type.Literal('learned'),
])
export type CapacitySource = Static<typeof CapacitySource>

/** How much of the cluster an address count is of. */
export const AddressScope = Type.Union([Type.Literal('node'), Type.Literal('pool'), Type.Literal('cluster')])
export type AddressScope = Static<typeof AddressScope>

/** What the network carries now. Ingress is towards the pods, egress is from them, as in Kubernetes' annotations. */
export const TrafficFigures = Type.Object({
  /** The device and adapter behind the traffic figures, such as `sysfs:uplink0`; null where there is none. */
  source: Nullable(Type.String()),
  /** Unix time in ms at which the source read its counters. */
  trafficAt: Nullable(Type.Integer()),
  ingressBitsPerSecond: Nullable(Type.Number()),
  egressBitsPerSecond: Nullable(Type.Number()),
  /** Dropped packets as a share of all packets since the sample before. */
  dropRatio: Nullable(Type.Number()),
})
export type TrafficFigures = Static<typeof TrafficFigures>

/** What it can carry in each direction, and what the busier direction has left after its p95 of the last minute. */
export const CapacityFigures = Type.Object({
  capacityBitsPerSecond: Nullable(Type.Number()),
  capacitySource: Nullable(CapacitySource),
  headroomBitsPerSecond: Nullable(Type.Number()),
})
export type CapacityFigures = Static<typeof CapacityFigures>

/** The addresses of the scope and family that is nearest to its end. */
export const AddressFigures = Type.Object({
  addressesUsed: Nullable(Type.Number()),
  addressesTotal: Nullable(Type.Number()),
  /** Who counted them, such as `host-local` or `calico`. */
  addressSource: Nullable(Type.String()),
  addressScope: Nullable(AddressScope),
  addressesAt: Nullable(Type.Integer()),
  /** How many subnets the network's addresses on this node come from. */
  subnets: Nullable(Type.Integer()),
})
export type AddressFigures = Static<typeof AddressFigures>

/** What probes between this node's end of the network and other nodes' have shown over the last minute. */
export const ProbeFigures = Type.Object({
  latencyP50Ms: Nullable(Type.Number()),
  latencyP95Ms: Nullable(Type.Number()),
  /** Interarrival jitter of RFC 3550, section 6.4.1, in ms. */
  jitterMs: Nullable(Type.Number()),
  /** The upper end of Wilson's interval at 80 %: of few probes nobody can tell that none is lost. */
  lossRatio: Nullable(Type.Number()),
  /** The 95th percentile of an HTTP request and its empty answer (204), in ms. */
  responseTimeMs: Nullable(Type.Number()),
  /** Who probed, such as `probe:10 peers` or `cilium`. */
  probeSource: Nullable(Type.String()),
  probedAt: Nullable(Type.Integer()),
})
export type ProbeFigures = Static<typeof ProbeFigures>

/** How applications fare: their response time on this network over their owners' own median on all networks. */
export const ApplicationFigures = Type.Object({
  applicationRatio: Nullable(Type.Number()),
  applicationSource: Nullable(Type.String()),
  applicationAt: Nullable(Type.Integer()),
})
export type ApplicationFigures = Static<typeof ApplicationFigures>

/** What the operator's price list says now, per 10^9 bytes that pods send. */
export const PriceFigures = Type.Object({
  pricePerGigabyte: Nullable(Type.Number()),
  priceCurrency: Nullable(Type.String()),
})
export type PriceFigures = Static<typeof PriceFigures>

/** What was measured of one network on this node at one time: one wide row. A null is a figure nobody could measure. */
export const NetworkSample = Type.Object({
  network: Type.String(),
  /** Unix time in ms of the round; a group of figures with a time of its own may be older. */
  at: Type.Integer(),
  ...TrafficFigures.properties,
  ...CapacityFigures.properties,
  ...AddressFigures.properties,
  ...ProbeFigures.properties,
  ...ApplicationFigures.properties,
  ...PriceFigures.properties,
  attachments: Type.Integer(),
})
export type NetworkSample = Static<typeof NetworkSample>

/** The figures of a sample: all that a source may fill in. */
export type NetworkFigures = Omit<NetworkSample, 'network' | 'at' | 'attachments'>

/** A sample in which nobody could measure anything. */
export const unmeasured: NetworkFigures = {
  source: null,
  trafficAt: null,
  ingressBitsPerSecond: null,
  egressBitsPerSecond: null,
  dropRatio: null,
  capacityBitsPerSecond: null,
  capacitySource: null,
  headroomBitsPerSecond: null,
  addressesUsed: null,
  addressesTotal: null,
  addressSource: null,
  addressScope: null,
  addressesAt: null,
  subnets: null,
  latencyP50Ms: null,
  latencyP95Ms: null,
  jitterMs: null,
  lossRatio: null,
  responseTimeMs: null,
  probeSource: null,
  probedAt: null,
  applicationRatio: null,
  applicationSource: null,
  applicationAt: null,
  pricePerGigabyte: null,
  priceCurrency: null,
}

/** Traffic of one attachment, read at the host's end of its veth (what the host receives, the pod has sent). */
export const AttachmentSample = Type.Object({
  containerId: Type.String(),
  ifname: Type.String(),
  network: Type.String(),
  /** Who owns the pod, as `namespace/kind/name`, where its name is known; not stored. */
  owner: Type.Optional(Type.String()),
  at: Type.Integer(),
  ingressBitsPerSecond: Type.Number(),
  egressBitsPerSecond: Type.Number(),
})
export type AttachmentSample = Static<typeof AttachmentSample>
