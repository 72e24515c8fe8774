import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'
import { isAtLeast } from '../cni/versions.ts'
import { fromRecorded } from './attach/attachment.ts'
import { chainsFor } from './delegates/chains-for.ts'
import { JournalEntry } from './journal/journal-entry.ts'
import type { Platform } from './platform/platform.ts'
import { passedAttachments } from './retired/passed-attachments.ts'
import type { Request } from './request/read-request.ts'
import { requireVersion } from './request/require-version.ts'
import { checkChain } from './delegates/run-chain.ts'

/**
 * CHECK: every delegate of every attachment looks whether what it made is still there, with the result that the
 * journal has kept; by a retired conf and without a record those of the default network, with the runtime's. Networks with disableCheck, or from before there was a CHECK (0.4.0), are passed over. Prints
 * nothing; throws the first delegate's error, or code 3 if there is no such attachment.
 */
export async function check(platform: Platform, request: Request): Promise<string> {
  requireVersion(request, '0.4.0')
  const { args, conf } = request
  const entry = await JournalEntry.open(platform, conf.stateDir, args)
  try {
    const record = entry.read()
    const isPassed = record === undefined && conf.isRetired
    if (!isPassed && record?.state !== 'done')
      throw new CniError(
        errorCodes.unknownContainer,
        `Cannot check ${args.ifname} of container ${args.containerId} as it was never attached: send ADD first`,
      )
    const chains = chainsFor(platform, request, 'check')
    for (const attachment of record?.attachments.map(fromRecorded) ?? passedAttachments(platform, request)) {
      const { disableCheck, version } = attachment.conflist
      if (!disableCheck && isAtLeast(version, '0.4.0')) await checkChain(chains, attachment)
    }
    return ''
  } finally {
    entry.release()
  }
}
