import type { JournalEntry } from '../journal/journal-entry.ts'
import type { Platform } from '../platform/platform.ts'
import type { Request } from '../request/read-request.ts'
import type { StepTimes } from './step-times.ts'

/** An ADD under way: its journal entry is locked, and free for it. */
export interface Attaching {
  readonly platform: Platform
  readonly request: Request
  readonly entry: JournalEntry
  readonly steps: StepTimes
  /** Monotonic time at which the delegates of all plans that are tried must have ended. */
  readonly endsAt: number
}
