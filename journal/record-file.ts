import { parseJson } from '../cni/parse-json.ts'
import type { AttachmentRecord } from '../domain/attachment-record.ts'
import { isRecord } from './is-record.ts'
import { upgradeRecord } from './upgrade-record.ts'

/** The CRC-32 (IEEE 802.3) of a text's UTF-8 bytes, as eight hexadecimal digits in lower case. */
export type Checksum = (text: string) => string

const sum = /^\{"crc32":"([\da-f]{8})",/

/**
 * A record as its file holds it: one JSON object whose first member is the checksum of the object without it, so that
 * a record that a disk has damaged is told from a whole one, and people read it with any JSON tool.
 */
export function printRecord(record: AttachmentRecord, checksum: Checksum): string {
  const text = JSON.stringify(record)
  return `{"crc32":"${checksum(text)}",${text.slice(1)}\n`
}

/**
 * Reads a record's file; records of older releases come back as of today. Null if it is damaged, half written,
 * or nobody's record at all.
 */
export function parseRecord(text: string, checksum: Checksum): AttachmentRecord | null {
  const found = sum.exec(text)
  const body = found ? `{${text.slice(found[0].length)}`.trimEnd() : text
  if (found && checksum(body) !== found[1]) return null
  try {
    const record = upgradeRecord(parseJson(body), found !== null)
    return isRecord(record) ? record : null
  } catch {
    return null
  }
}
