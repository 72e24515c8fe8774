/** A request that cannot be fulfilled; `code` is the CNI error code that the pod's event shows (CNI spec 1.1, section 5). */
export class PlanFault extends Error {
  readonly code: number
  /** What may have led to it, for whoever looks closer. */
  readonly details: string | undefined
  constructor(code: number, message: string, details?: string) {
    super(message)
    this.name = 'PlanFault'
    this.code = code
    this.details = details
  }
}
