import type { HistoryPoint } from '../domain/network-history.ts'
import type { NetworkSample } from '../domain/network-sample.ts'
import type { SeenNode } from '../domain/seen-node.ts'
import type { ToldNetwork } from '../domain/told-network.ts'
import type { DecisionStore } from './decision-store.ts'
import type { IntentStore } from './intent-store.ts'
import type { HistoryQuery, SampleStore } from './sample-store.ts'
import type { UsageStore } from './usage-store.ts'

/** What a node has measured of a network. */
export interface SampleOfNode {
  readonly node: string
  readonly sample: NetworkSample
}

/** What there is to be read of all nodes: a cluster's database, or the file of one node. Nothing but intents is ever written. */
export interface ClusterStore extends AsyncDisposable {
  /** All that have ever written, by name. */
  nodes(): Promise<readonly SeenNode[]>
  samplesOf(node: string): Pick<SampleStore, 'latest' | 'recentAll' | 'history'>
  /** The newest sample of each network of these nodes since a Unix time in ms, in no order. */
  latestOf(nodes: readonly string[], sinceMs: number): Promise<readonly SampleOfNode[]>
  /** Which networks these nodes have told that they have a conf for, by node. */
  networksOf(nodes: readonly string[]): Promise<ReadonlyMap<string, readonly ToldNetwork[]>>
  /** Of one node, or of all where it is null. */
  decisionsOf(node: string | null): Pick<DecisionStore, 'find' | 'page'>
  readonly intents: IntentStore
  readonly usage: Pick<UsageStore, 'owners' | 'volumes'>
  /**
   * A network's history over all nodes: rates, headroom, addresses and attachments are sums over the nodes, so that `max`
   * and `p95` are upper bounds; of all else `min` is the least, `max` and `p95` are the greatest, and `p50` is the mean of
   * the nodes' weighted by their counts. `raw` is not to be had, as nodes do not measure at one time.
   */
  historyOfAll(query: HistoryQuery & { readonly resolution: 'minute' | 'hour' }): Promise<HistoryPoint[]>
  close(): Promise<void>
}
