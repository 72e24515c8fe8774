import type { AttachmentSample, NetworkFigures } from '../../domain/network-sample.ts'
import type { SourceKind } from '../../domain/source-status.ts'
import type { MeasuredNetwork } from '../measured-network.ts'
import type { TrafficPath } from '../traffic/choose-path.ts'
import type { Dropped } from './dropped.ts'

/** What a source is told of a round. */
export interface SourceView {
  /** Unix time in ms of the round. */
  readonly at: number
  readonly networks: readonly MeasuredNetwork[]
  /** Where the host carries each network, by its name; null where it sees none of its traffic. */
  readonly paths?: ReadonlyMap<string, TrafficPath | null>
}

/** What a source knows of the networks; what it does not know it leaves out. */
export interface SourceAnswer {
  readonly figures: ReadonlyMap<string, Partial<NetworkFigures>>
  /** What it had to drop, and why; a sample without a fault drops nothing. */
  readonly dropped: Dropped
  /** Traffic of single attachments, where it is seen; those that the host sees itself go before. */
  readonly attachments?: readonly AttachmentSample[]
}

export type { SourceKind }

/**
 * One place that tells figures of networks. `read` is called once a round, while no call of it is under way, and is
 * left to itself when it fails, for a while that doubles; it gives up when the signal says so.
 */
export interface FigureSource {
  /** As in metrics: `kubelet-summary`, `calico`. */
  readonly name: string
  readonly kind: SourceKind
  /** The longest that a round takes which waits for it: a read is given up a little before. */
  readonly limitMs: number
  /** Whether it reads what this program has in memory or in files: that costs nobody, so it is asked though it fails. */
  readonly isAtHand?: boolean
  /** @throws {SourceFault} if nothing could be read */
  read(view: SourceView, signal: AbortSignal): Promise<SourceAnswer>
  /** Ends what it keeps open. */
  close?(): Promise<void>
}
