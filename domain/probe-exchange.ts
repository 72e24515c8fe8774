import { Type, type Static } from 'typebox'
import { ProbeFigures } from './network-sample.ts'
import { AuditBurst, ProbePeer } from './probe-protocol.ts'

/** A node's ends of its networks, as other nodes are told of them: network to address. */
export const ProbeAddresses = Type.Record(Type.String(), Type.String())
export type ProbeAddresses = Static<typeof ProbeAddresses>

/** One node with its probe attachments. */
export interface ProbeNode {
  readonly node: string
  readonly addresses: ProbeAddresses
}

/** A bounded burst over one network that the agent asks for. */
export const AuditOrder = Type.Object({
  network: Type.String(),
  bitsPerSecond: Type.Integer({ minimum: 1, maximum: 200_000_000 }),
  ...AuditBurst,
})
export type AuditOrder = Static<typeof AuditOrder>

/** What came of a burst. It is a lower bound of what the network can carry, and no more than that. */
export const AuditResult = Type.Object({
  network: Type.String(),
  /** The peer's node. */
  to: Type.String(),
  /** Unix time in ms. */
  at: Type.Integer(),
  /** What was sent, and what of it arrived. */
  sentBitsPerSecond: Type.Number(),
  arrivedBitsPerSecond: Type.Number(),
  lossRatio: Type.Number(),
})
export type AuditResult = Static<typeof AuditResult>

/** What the agent tells the prober: the networks to be attached to, and whom to probe on each. */
export const ProbeView = Type.Object({
  networks: Type.Array(Type.String(), { maxItems: 256 }),
  peers: Type.Record(Type.String(), Type.Array(ProbePeer, { maxItems: 64 })),
  /** A burst to be sent once; the same order is not carried out twice in a row. */
  audit: Type.Optional(AuditOrder),
})
export type ProbeView = Static<typeof ProbeView>

/** What the prober answers. */
export const ProbeReport = Type.Object({
  /** Our own ends that answer others. */
  addresses: ProbeAddresses,
  /** Networks that nobody could be reached on have no entry. */
  figures: Type.Record(Type.String(), ProbeFigures),
  /** Why a network cannot be probed, in a sentence, by network. */
  faults: Type.Record(Type.String(), Type.String()),
  /** The latest burst of each network. */
  audits: Type.Array(AuditResult),
})
export type ProbeReport = Static<typeof ProbeReport>
