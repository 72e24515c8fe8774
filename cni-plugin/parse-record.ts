import type { AttachmentRecord, RecordedAttachment } from '../domain/attachment-record.ts'
import { parseConflist } from '../cni/parse-conflist.ts'

/** Reads a journal record as far as CHECK and DEL need it; null if that much is not in it. */
export function parseRecord(text: string): AttachmentRecord | null {
  try {
    const record = JSON.parse(text) as AttachmentRecord
    return isRecord(record) && record.attachments.every(isAttachment) ? record : null
  } catch {
    return null
  }
}

const isRecord = (record: Partial<AttachmentRecord>) =>
  (record.state === 'pending' || record.state === 'done') &&
  [record.containerId, record.ifname, record.netns, record.cniArgs].every(
    (member) => typeof member === 'string',
  )

/** Throws if the conflist cannot be run. */
function isAttachment({ network, ifname, conflist, result }: Partial<RecordedAttachment>): boolean {
  if (typeof network !== 'string' || typeof ifname !== 'string' || typeof conflist !== 'string') return false
  parseConflist(conflist)
  return result === null || typeof result === 'string'
}
