import { Type } from 'typebox'
import type { NodeInShort } from '../../domain/cluster-overview.ts'
import type { Decision } from '../../domain/decision.ts'
import type { HistoryPoint } from '../../domain/network-history.ts'
import type { NetworkBoard } from '../../domain/network-board.ts'
import type { Profile } from '../../domain/profile.ts'
import type { SeenNode } from '../../domain/seen-node.ts'
import type { SourceStatus } from '../../domain/source-status.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { DecisionStore } from '../../store/decision-store.ts'
import type { HistoryQuery } from '../../store/sample-store.ts'
import type { EventFeed } from '../live/event-feed.ts'
import type { Wanted } from './would-decide.ts'

/** A node as Kubernetes names them. */
export const NodeName = Type.String({ minLength: 1, maxLength: 253 })

/** Which node a request is about: this agent's own, or the first of all, if it names none. */
export const OfNode = Type.Object({ node: Type.Optional(NodeName) })

/** A node as the API shows it. */
export interface ShownNode {
  readonly feed: EventFeed
  board(): NetworkBoard
  sources(): readonly SourceStatus[]
  /**
   * The decision that a pod of that namespace would get now by that profile. Nothing is stored and nothing reserved.
   * @throws {NoNetworkError} if no network can take it
   */
  wouldDecide(profile: Profile, namespace: string, wanted?: Wanted): Promise<Decision>
}

/** What the reading routes answer from: one node where an agent serves them, all of them where a standing selector does. */
export interface ApiSources {
  readonly nodes: () => readonly SeenNode[]
  /** @throws {ApiFault} 404 if nothing is known of it */
  readonly node: (name: string | undefined) => ShownNode | Promise<ShownNode>
  /** @throws {ApiFault} 404 if nothing is known of the node */
  readonly decisions: (node: string | undefined) => Pick<DecisionStore, 'find' | 'page'>
  readonly history: HistorySources
  /** All nodes at one glance, by name. */
  readonly overview: () => Promise<readonly NodeInShort[]>
  readonly clock: Clock
}

/** Where the history of networks comes from. */
export interface HistorySources {
  /** Whether all nodes are summed up where none is named; there are no raw samples of a sum. */
  readonly sumsUp: boolean
  readonly of: (node: string | undefined, query: HistoryQuery) => Promise<HistoryPoint[]>
  /** The names of the networks that there are now; null where nobody knows them all. */
  readonly networks: (node: string | undefined) => readonly string[] | null
}
