import type { DecisionStore } from './decision-store.ts'
import type { SampleStore } from './sample-store.ts'

/** All that a node remembers, whatever the engine. */
export interface Stores extends AsyncDisposable {
  readonly samples: SampleStore
  readonly decisions: DecisionStore
  /** Why nothing of it outlasts the program, in a sentence; left out if it does. */
  readonly fault?: string
  /** Ends the connection; doing it twice is no fault. */
  close(): Promise<void>
}
