import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import type { Platform } from '../platform/platform.ts'

/** Once the runtime has asked us to stop (SIGTERM), nothing new starts. Throws code 11. */
export function refuseWhenStopping(platform: Platform): void {
  if (platform.stopping())
    throw new CniError(errorCodes.tryAgainLater, 'Stopped by the runtime before the work was done: try again')
}
