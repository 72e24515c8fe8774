import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'

/** What a pod asks for cannot be (code 7); the message says which entry is wrong and what to do. */
export const refused = (message: string, details?: string): CniError =>
  new CniError(errorCodes.invalidConfig, message, details)
