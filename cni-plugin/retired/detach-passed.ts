import { CniError } from '../../cni/cni-error.ts'
import { chainsFor } from '../delegates/chains-for.ts'
import { combinedFailure } from '../detach/combined-failure.ts'
import { detachAll } from '../detach/detach-all.ts'
import { inOtherWords } from '../detach/in-other-words.ts'
import type { Attachment } from '../attach/attachment.ts'
import type { Platform } from '../platform/platform.ts'
import type { Request } from '../request/read-request.ts'
import { passedAttachments } from './passed-attachments.ts'

/**
 * DEL by a retired conf of a container that the journal does not know: by the default network's delegates, backwards.
 * Without a network there is nothing to do. Returns what failed.
 */
export async function detachPassed(platform: Platform, request: Request): Promise<CniError | null> {
  const failures = await detachAll(chainsFor(platform, request, 'detach'), attachmentsOf(platform, request))
  const failure = combinedFailure(failures)
  return failure && inOtherWords(failure)
}

function attachmentsOf(platform: Platform, request: Request): readonly Attachment[] {
  try {
    return passedAttachments(platform, request)
  } catch (error) {
    if (!(error instanceof CniError)) throw error
    platform.writeStderr(`genie: ${error.message}; so there is nothing to undo either\n`)
    return []
  }
}
