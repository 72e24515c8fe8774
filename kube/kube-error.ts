/** What the API refused or how it could not be reached. */
export class KubeError extends Error {
  /** HTTP status; 0 where there was no answer. */
  readonly status: number
  /**
   * `reason` of the answer's Status, such as `NotFound`, `AlreadyExists`, `Conflict`, `Expired`; without an answer
   * `Garbled` for one that is none, `Cut` and `Silent` for the end of a watch; else empty.
   */
  readonly reason: string
  /** What `Retry-After` asks for. */
  readonly retryAfterMs: number | undefined

  constructor(
    message: string,
    details: { status: number; reason?: string; retryAfterMs?: number | undefined; cause?: unknown },
  ) {
    super(message, { cause: details.cause })
    this.name = 'KubeError'
    this.status = details.status
    this.reason = details.reason ?? ''
    this.retryAfterMs = details.retryAfterMs
  }
}
