import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'
import { PlatformError } from './platform/platform.ts'

/** What to do about the faults that an operator can mend. */
const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full, free some space',
  EDQUOT: 'the quota is used up, raise it',
  EROFS: 'the file system is read-only, set genie.stateDir to one that is not',
  EACCES: 'access is denied, run as root',
  EPERM: 'access is denied, run as root',
}

/** An I/O failure (code 5) in one sentence. `action` follows "Cannot". */
export function ioFailure(action: string, error: unknown): CniError {
  const code = error instanceof PlatformError ? error.code : String(error)
  const remedy = remedies[code]
  return new CniError(
    errorCodes.ioFailure,
    `Cannot ${action}: ${remedy === undefined ? code : `${remedy} (${code})`}`,
  )
}
