import type { SourceKind } from './figure-source.ts'
import type { FaultReason } from './source-fault.ts'

/** How a source fares, for metrics, health and page. */
export interface SourceState {
  readonly name: string
  readonly kind: SourceKind
  /** Whether the last read succeeded; null before the first. */
  readonly isAvailable: boolean | null
  /** Why it did not, in a sentence. */
  readonly fault: string | null
  /** Networks that its last answer was about. */
  readonly networks: number
  /** Everything it dropped since the start, failed reads included. */
  readonly dropped: Readonly<Partial<Record<FaultReason, number>>>
  readonly lastDurationMs: number | null
  /** Unix time in ms of its last success. */
  readonly succeededAt: number | null
}
