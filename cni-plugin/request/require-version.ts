import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import { isAtLeast, type CniVersion } from '../../cni/versions.ts'
import type { Request } from './read-request.ts'

/** Refuses a command that the configuration's version does not have yet (code 1). */
export function requireVersion({ args, conf }: Request, wanted: CniVersion): void {
  if (!isAtLeast(conf.version, wanted))
    throw new CniError(
      errorCodes.incompatibleVersion,
      `Cannot answer ${args.command} at cniVersion ${conf.version}: raise the configuration's cniVersion to ${wanted} or later`,
    )
}
