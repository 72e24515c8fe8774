/** A request that cannot be fulfilled; `code` is the CNI error code that the pod's event shows (CNI spec 1.1, section 5). */
export class PlanFault extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.name = 'PlanFault'
    this.code = code
  }
}
