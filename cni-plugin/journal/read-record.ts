import { parseConflist } from '../../cni/parse-conflist.ts'
import type { AttachmentRecord, RecordedAttachment } from '../../domain/attachment-record.ts'
import { parseRecordFile, type Checksum } from '../../journal/record-file.ts'
import type { EntryName } from './entry-name.ts'

/**
 * The record in a file's text, of any version, if CHECK and DEL can run it. Null if it is damaged, of another container
 * than its file's name says, or holds a conflist that no release of ours could have run.
 */
export function readRecord(
  text: string,
  name: EntryName,
  checksum: Checksum,
): AttachmentRecord | 'half-written' | null {
  const record = parseRecordFile(text, checksum)
  if (record === 'half-written') return record
  if (record?.containerId !== name.containerId || record.ifname !== name.ifname) return null
  return record.attachments.every(canRun) ? record : null
}

function canRun({ conflist }: RecordedAttachment): boolean {
  try {
    parseConflist(conflist)
    return true
  } catch {
    return false
  }
}
