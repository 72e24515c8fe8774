import type { CniError } from '../../cni/cni-error.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { fromRecorded } from '../attach/attachment.ts'
import { combinedFailure } from './combined-failure.ts'
import { detachAll } from './detach-all.ts'
import { inOtherWords } from './in-other-words.ts'
import type { JournalEntry } from '../journal/journal-entry.ts'
import type { Chains } from '../delegates/run-chain.ts'

/**
 * Undoes what a record says was attached, and erases it when every delegate has succeeded. Returns what failed, with
 * the way out. Throws code 5 if the disk keeps the record.
 */
export async function detachRecord(
  chains: Chains,
  entry: JournalEntry,
  record: AttachmentRecord,
): Promise<CniError | null> {
  const failures = await detachAll(chains, record.attachments.map(fromRecorded))
  const failure = combinedFailure(failures, [
    `DEL is tried again until all delegates succeed; remove ${entry.path} to give the attachment up`,
  ])
  if (failure !== null) return inOtherWords(failure)
  entry.erase()
  return null
}
