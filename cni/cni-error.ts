import { errorCodes } from './error-codes.ts'
import { latestVersion, type CniVersion } from './versions.ts'

/** A failure as the runtime is told of it: a code of the specification or our own, a sentence, perhaps details. */
export class CniError extends Error {
  readonly code: number
  readonly details: string | undefined
  constructor(code: number, message: string, details?: string) {
    super(message)
    this.name = 'CniError'
    this.code = code
    this.details = details
  }
}

/** The error JSON for standard output; whatever is not a `CniError` is an internal one (code 999). */
export function errorToJson(error: unknown, version: CniVersion = latestVersion): string {
  const { code, message, details } =
    error instanceof CniError ? error : new CniError(errorCodes.internal, String(error))
  return JSON.stringify({ cniVersion: version, code, msg: message, details })
}
