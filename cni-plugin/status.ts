import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'
import { deadlines } from './deadlines.ts'
import type { Platform } from './platform/platform.ts'
import type { Request } from './read-request.ts'
import { requireVersion } from './require-version.ts'

/** STATUS: ready if the agent, without which no pod can be attached, takes connections; else code 50. */
export async function status(platform: Platform, request: Request): Promise<string> {
  requireVersion(request, '1.1.0')
  const { socket } = request.conf
  try {
    const connection = await platform.dial(socket, deadlines.planMs)
    connection.close()
    return ''
  } catch {
    throw new CniError(
      errorCodes.notAvailable,
      `Cannot attach pods as nobody listens at ${socket}: start genie-agent`,
    )
  }
}
