import { Type, type Static } from 'typebox'
import { Nullable } from './nullable.ts'

/** A family of addresses, as `Pod.status.podIPs` and Services call it. */
export const IpFamily = Type.Union([Type.Literal('IPv4'), Type.Literal('IPv6')])
export type IpFamily = Static<typeof IpFamily>

/**
 * What hard filters look at: facts of a network on this node at the moment of a decision, reservations not in them. What
 * is left out nobody knows, and breaks no constraint unless the profile says so.
 */
export const NetworkFacts = Type.Object({
  /** The type of a plugin of it that is not installed. */
  missingPlugin: Nullable(Type.String()),
  addressesUsed: Nullable(Type.Number()),
  addressesTotal: Nullable(Type.Number()),
  attachments: Nullable(Type.Integer()),
  maxAttachments: Type.Optional(Type.Integer()),
  /** What it can do, by the operator's word or by a catalogue that names its source. */
  capabilities: Type.Array(Type.String()),
  families: Type.Optional(Type.Array(IpFamily)),
  mtu: Type.Optional(Type.Integer()),
  /** The only namespaces whose pods may use it. */
  namespaces: Type.Optional(Type.Array(Type.String())),
  /** The device-plugin resource that its plugin needs, such as `intel.com/sriov`; empty if nobody has said which. */
  device: Type.Optional(Type.String()),
  /** What its plugin's STATUS said, if it cannot take pods. */
  notReady: Type.Optional(Type.String()),
  /** It has just failed: no pod until then (Unix time in ms). */
  coolingDown: Type.Optional(Type.Object({ untilMs: Type.Integer(), why: Type.String() })),
})
export type NetworkFacts = Static<typeof NetworkFacts>
