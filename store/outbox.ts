import type { Decision } from '../domain/decision.ts'
import type { AttachmentSample, NetworkSample } from '../domain/network-sample.ts'
import type { OwnerUse } from '../domain/owner-use.ts'
import type { ToldNetwork } from '../domain/told-network.ts'

/** What pods of this node have sent in a month over a network, in bytes, since `counter` began. */
export interface CountedVolume {
  readonly month: string
  readonly network: string
  /** Names what counts: a node that was replaced has another one, which knows nothing of the first. */
  readonly counter: string
  readonly bytes: number
}

/** Something of this node that the cluster's database does not have yet. `seq` grows with every entry. */
export type OutboxEntry =
  | {
      readonly seq: number
      readonly kind: 'round'
      readonly networks: readonly NetworkSample[]
      readonly attachments: readonly AttachmentSample[]
    }
  | { readonly seq: number; readonly kind: 'decision'; readonly decision: Decision }
  | { readonly seq: number; readonly kind: 'owner'; readonly use: OwnerUse }
  | { readonly seq: number; readonly kind: 'volume'; readonly volume: CountedVolume }
  | { readonly seq: number; readonly kind: 'networks'; readonly networks: readonly ToldNetwork[] }

/** What is still to be shipped, kept with the data itself, so that a crash between the two is none. */
export interface Outbox {
  /**
   * The oldest entries, oldest first. A decision, an owner or a volume that has changed since comes as it is now. With rounds comes, last and
   * under the last number, which networks the node has.
   */
  next(limit: number): Promise<readonly OutboxEntry[]>
  /** Forgets all entries up to this one. */
  shipped(upToSeq: number): Promise<void>
  /** How many there are, and when the oldest was made (Unix time in ms). */
  standing(): Promise<{ readonly entries: number; readonly oldestAt: number | null }>
}
