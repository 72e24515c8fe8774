import type { SourceStatus } from '../../domain/source-status.ts'
import type { Dropped } from './dropped.ts'

/** How a source fares, for metrics, health and page; what it dropped is by the reasons of a `SourceFault`. */
export interface SourceState extends SourceStatus {
  readonly dropped: Dropped
}
