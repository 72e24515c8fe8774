import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import { fromRecorded } from './attachment.ts'
import { chainsFor } from '../delegates/chains-for.ts'
import { detachAll } from '../detach/detach-all.ts'
import type { JournalEntry } from '../journal/journal-entry.ts'
import type { Platform } from '../platform/platform.ts'
import type { Request } from '../request/read-request.ts'

/**
 * Undoes an ADD of this container and interface that was ended in its middle. One that is done must stay: code 102.
 * Throws the first delegate's failure.
 */
export async function clearLeftover(
  platform: Platform,
  request: Request,
  entry: JournalEntry,
): Promise<void> {
  const record = entry.read()
  if (record === undefined) return
  if (record.state === 'done')
    throw new CniError(
      errorCodes.alreadyAttached,
      `Cannot attach ${request.args.ifname} as container ${request.args.containerId} has it already: send DEL first`,
    )
  const chains = chainsFor(platform, request, 'leftover')
  const [failure] = await detachAll(chains, record.attachments.map(fromRecorded))
  if (failure !== undefined) throw failure
  entry.erase()
}
