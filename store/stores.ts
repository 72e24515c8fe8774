import type { DecisionStore } from './decision-store.ts'
import type { SampleStore } from './sample-store.ts'

/** All that a node remembers, whatever the engine. */
export interface Stores extends AsyncDisposable {
  readonly samples: SampleStore
  readonly decisions: DecisionStore
  /** Ends the connection; doing it twice is no fault. */
  close(): Promise<void>
}
