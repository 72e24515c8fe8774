import type { FaultReason } from '../../domain/source-status.ts'

export type { FaultReason }

/** A source that failed as a whole. The message is one sentence for people, without anything secret. */
export class SourceFault extends Error {
  override readonly name = 'SourceFault'
  readonly reason: FaultReason

  constructor(reason: FaultReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
