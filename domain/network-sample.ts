import { Type, type Static } from 'typebox'
import { Nullable } from './nullable.ts'

/** Where a capacity comes from, best first. */
export const CapacitySource = Type.Union([
  Type.Literal('operator'),
  Type.Literal('link'),
  Type.Literal('learned'),
])
export type CapacitySource = Static<typeof CapacitySource>

/**
 * What was measured of one network on this node at one time: one wide row. Ingress is towards the pods, egress is
 * from them, as in Kubernetes' bandwidth annotations. A null is a figure nobody could measure.
 */
export const NetworkSample = Type.Object({
  network: Type.String(),
  /** Unix time in ms at which the counters were read. */
  at: Type.Integer(),
  /** The device and adapter behind the traffic figures, such as `sysfs:uplink0`; null where there is none. */
  source: Nullable(Type.String()),
  ingressBitsPerSecond: Nullable(Type.Number()),
  egressBitsPerSecond: Nullable(Type.Number()),
  /** Dropped packets as a share of all packets since the sample before. */
  dropRatio: Nullable(Type.Number()),
  capacityBitsPerSecond: Nullable(Type.Number()),
  capacitySource: Nullable(CapacitySource),
  addressesUsed: Nullable(Type.Number()),
  addressesTotal: Nullable(Type.Number()),
  attachments: Type.Integer(),
})
export type NetworkSample = Static<typeof NetworkSample>

/** Traffic of one attachment, read at the host's end of its veth (what the host receives, the pod has sent). */
export const AttachmentSample = Type.Object({
  containerId: Type.String(),
  ifname: Type.String(),
  network: Type.String(),
  at: Type.Integer(),
  ingressBitsPerSecond: Type.Number(),
  egressBitsPerSecond: Type.Number(),
})
export type AttachmentSample = Static<typeof AttachmentSample>
