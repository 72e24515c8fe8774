import { Type, type Static } from 'typebox'
import { NetworkState } from '../../domain/network-board.ts'
import { Nullable } from '../../domain/nullable.ts'

const Addresses = Nullable(Type.Object({ used: Type.Number(), total: Type.Number() }))

/** A network on one node. */
export const NetworkOnNode = Type.Object({
  node: Type.String(),
  state: NetworkState,
  score: Type.Number(),
  /** Its place among the node's networks; null if the next pod cannot get it. */
  rank: Nullable(Type.Integer()),
  attachments: Nullable(Type.Integer()),
  addresses: Addresses,
  utilization: Nullable(Type.Number()),
  /** What probes say: p95 of the way to another node and back, upper bound of the share lost, p95 of an answer. */
  latencyMs: Nullable(Type.Number()),
  lossRatio: Nullable(Type.Number()),
  responseTimeMs: Nullable(Type.Number()),
  headroomBitsPerSecond: Nullable(Type.Number()),
  /** Why it cannot be picked there. */
  excluded: Nullable(Type.String()),
})
export type NetworkOnNode = Static<typeof NetworkOnNode>

/** A network over all nodes that were asked. */
export const NetworkSummary = Type.Object({
  name: Type.String(),
  nodes: Type.Integer(),
  attachments: Type.Integer(),
  addresses: Addresses,
  score: Nullable(Type.Object({ best: Type.Number(), worst: Type.Number() })),
  /** How many nodes see it in which state, or in which band of scores. */
  states: Type.Record(Type.String(), Type.Integer()),
  /** On how many nodes the next pod would get it. */
  bestOn: Type.Integer(),
  perNode: Type.Array(NetworkOnNode),
})
export type NetworkSummary = Static<typeof NetworkSummary>

/** A node that did not answer. */
export const Unreachable = Type.Object({ node: Type.String(), fault: Type.String() })

/** What `kubectl genie networks -o json` prints. */
export const NetworksReport = Type.Object({
  source: Type.Union([Type.Literal('agents'), Type.Literal('resources')]),
  networks: Type.Array(NetworkSummary),
  unreachable: Type.Array(Unreachable),
})
export type NetworksReport = Static<typeof NetworksReport>
