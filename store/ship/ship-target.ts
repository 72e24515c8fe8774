import type { OutboxEntry } from '../outbox.ts'

/** Why a batch could not be shipped. */
export interface ShipFault {
  /** A word for a metric's label. */
  readonly reason: string
  /** One sentence for people, nothing secret in it. */
  readonly sentence: string
  /** True if it is the batch that is at fault: to send the same again is of no use. */
  readonly isOfBatch: boolean
}

/** Where a node's entries go. */
export interface ShipTarget {
  /** Writes all entries or none; those that it has already are no others. */
  write(entries: readonly OutboxEntry[]): Promise<void>
  /** What an error of `write` means. */
  faultOf(error: unknown): ShipFault
  /** What the target needs once in a while, done with it. */
  maintain(): Promise<void>
  close(): Promise<void>
}
