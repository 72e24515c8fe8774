/** Why something of a source is no figure; counted by these words. */
export type FaultReason =
  | 'timeout'
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'missing'
  | 'http'
  | 'too-large'
  | 'malformed'
  | 'out-of-range'
  | 'duplicate'
  | 'reset'
  | 'stale'
  | 'too-many'

/** A source that failed as a whole. The message is one sentence for people, without anything secret. */
export class SourceFault extends Error {
  override readonly name = 'SourceFault'
  readonly reason: FaultReason

  constructor(reason: FaultReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
