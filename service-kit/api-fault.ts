import type { FaultRule } from '../domain/fault-rule.ts'

/** One fault of a body, by its JSON pointer. */
export interface BodyFault {
  readonly pointer: string
  readonly detail: string
  /** The rule of a schema that is broken, where it is one. */
  readonly rule?: FaultRule
}

/** A request that cannot be answered, and why, for `application/problem+json`. The message is one sentence. */
export class ApiFault extends Error {
  readonly statusCode: number
  readonly errors: readonly BodyFault[]
  /** Such as `retry-after`; lower case. */
  readonly headers: Readonly<Record<string, string>>

  constructor(
    statusCode: number,
    message: string,
    errors: readonly BodyFault[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.name = 'ApiFault'
    this.statusCode = statusCode
    this.errors = errors
    this.headers = headers
  }
}
