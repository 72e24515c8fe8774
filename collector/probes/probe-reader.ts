import type { Dropped } from '../sources/dropped.ts'
import type { ProbeCounts } from './probe-counts.ts'

/** What was read of a prober, and what of it was no figure. */
export interface ProbeReading {
  readonly counts: ProbeCounts
  readonly dropped: Dropped
}

/** A place that tells what a prober has counted. */
export interface ProbeReader {
  /** What the counts are of: all since the prober's start, or the last minutes. */
  readonly counts: 'since-start' | 'window'
  /** @throws {SourceFault} if there is nothing of the prober */
  read(signal: AbortSignal): Promise<ProbeReading>
  close(): void
}

/** Long enough for a few probes of each peer, short enough to be about now. */
export const probeWindowMs = 300_000
