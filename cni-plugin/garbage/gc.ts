import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { bootId } from '../journal/boot-id.ts'
import { combinedFailure } from '../detach/combined-failure.ts'
import { deadlines } from '../deadlines.ts'
import { detachStale, type StaleCase, type StaleOutcome } from './detach-stale.ts'
import { entryKey } from '../journal/entry-name.ts'
import { gcDelegates } from './gc-delegates.ts'
import { parseValidAttachments } from './parse-valid-attachments.ts'
import type { Platform } from '../platform/platform.ts'
import { readJournal } from '../journal/read-journal.ts'
import type { Request } from '../request/read-request.ts'
import { requireVersion } from '../request/require-version.ts'

/**
 * GC: undoes every attachment of the journal that the runtime does not list as valid, then has the delegates of every
 * known network collect their own garbage. Goes on after errors and throws the first, with the others as its details.
 * What another process is working on is left to it. Prints nothing.
 */
export async function gc(platform: Platform, request: Request): Promise<string> {
  requireVersion(request, '1.1.0')
  const valid = parseValidAttachments(request.stdin)
  const validKeys = new Set(valid.map(entryKey))
  const begunAt = platform.monotonicMs()
  const { records } = readJournal(platform, request.conf.stateDir)
  const boot = bootId(platform)
  const outcome = await detachStale(
    platform,
    request,
    records,
    (record) => (validKeys.has(entryKey(record)) ? null : invalidCase(platform, request, record, boot)),
    { until: begunAt + deadlines.staleMs, task: 'leftover' },
  )
  const collected = await gcDelegates(platform, request, {
    valid,
    known: records,
    undone: outcome.tried,
    until: begunAt + deadlines.collectMs,
  })
  const failure = combinedFailure([...detachFailures(outcome), ...collected])
  if (failure !== null) throw failure
  return ''
}

/** The delegates get the namespace as long as it is surely the container's: another boot or process may have another. */
function invalidCase(
  platform: Platform,
  { args }: Request,
  { netns, bootId: bootIdThen }: AttachmentRecord,
  boot: string,
): StaleCase {
  const isOurs = bootIdThen === boot && !netns.startsWith('/proc/') && platform.isNamespace(netns)
  return { reason: 'is not valid', netns: isOurs ? netns : '', path: args.path }
}

function detachFailures({ tried, left }: StaleOutcome): readonly CniError[] {
  const failures = tried.flatMap(({ failure }) => failure ?? [])
  if (left.length === 0) return failures
  const names = left.map(entryKey).join(', ')
  return [
    ...failures,
    new CniError(errorCodes.tryAgainLater, `Cannot undo ${names} as the time was up: send GC again`),
  ]
}
