import { Type, type Static } from 'typebox'
import { NetworkState } from './network-board.ts'
import { Nullable } from './nullable.ts'

/** A network of a node in a few figures. */
export const NetworkInShort = Type.Object({
  name: Type.String(),
  state: NetworkState,
  score: Type.Number(),
  /** 1 is best; null where it takes no pod. */
  rank: Nullable(Type.Integer()),
  /** The share of its capacity that is in use; null if nobody knows. */
  utilization: Nullable(Type.Number()),
})
export type NetworkInShort = Static<typeof NetworkInShort>

/** A node with its networks, the best first; none while nothing fresh is known of it. */
export const NodeInShort = Type.Object({
  name: Type.String(),
  /** Unix time in ms of its newest sample. */
  seenAt: Type.Integer(),
  networks: Type.Array(NetworkInShort),
})
export type NodeInShort = Static<typeof NodeInShort>

/** All nodes at one glance, by name. */
export const ClusterOverview = Type.Object({ at: Type.Integer(), nodes: Type.Array(NodeInShort) })
export type ClusterOverview = Static<typeof ClusterOverview>
