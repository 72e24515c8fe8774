import type { DecisionStore } from './decision-store.ts'
import type { IntentStore } from './intent-store.ts'
import type { NetworkStore } from './network-store.ts'
import type { Outbox } from './outbox.ts'
import type { SampleStore } from './sample-store.ts'
import type { UsageStore } from './usage-store.ts'

/** All that a node remembers, whatever the engine. */
export interface Stores extends AsyncDisposable {
  readonly samples: SampleStore
  readonly decisions: DecisionStore
  /** What operators have said through the API of this node, or of all nodes that share a database. */
  readonly intents: IntentStore
  readonly usage: UsageStore
  readonly networks: NetworkStore
  /** What is to be shipped to the cluster's database; null where nothing is shipped. */
  readonly outbox: Outbox | null
  /**
   * Sums up what is old enough and removes what is too old, in steps of some milliseconds; to be called after every
   * round, it does something once in a while only. Unix time in ms.
   */
  maintain(nowMs: number): Promise<void>
  /** Why nothing of it outlasts the program, in a sentence; left out if it does. */
  readonly fault?: string
  /** What happened to the history that was here before, in a sentence; left out if it is there. */
  readonly damage?: string | undefined
  /** Databases that were set aside because of damage, and are still there to be looked at. */
  readonly damagedFiles?: number
  /** Bytes on this machine's disk; left out by an engine that is elsewhere. */
  bytes?(): number
  /** Ends the connection; doing it twice is no fault. */
  close(): Promise<void>
}
