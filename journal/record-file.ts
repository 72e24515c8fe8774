import { parseJson } from '../cni/parse-json.ts'
import type { AttachmentRecord } from '../domain/attachment-record.ts'
import { isRecord } from './is-record.ts'
import { upgradeRecord } from './upgrade-record.ts'

/** The CRC-32 (IEEE 802.3) of a text's UTF-8 bytes, as eight hexadecimal digits in lower case. */
export type Checksum = (text: string) => string

/** The final results of a record's attachments, in their order. */
export type Results = readonly (string | null)[]

/** A longer file is no record of ours. */
export const recordLimitBytes = 64 * 1024 * 1024

const sum = /^\{"crc32":"([\da-f]{8})",/
/** How every line begins. */
const lead = '{"crc32":"'

/**
 * The first line of a record's file, which has to be on the disk before any delegate runs: the record as `pending`. A
 * line is one JSON object whose first member is the checksum of the object without it, so that a line that a disk has
 * damaged is told from a whole one, and people read it with any JSON tool.
 */
export function printPending(record: AttachmentRecord, checksum: Checksum): string {
  const attachments = record.attachments.map((attachment) => ({ ...attachment, result: null }))
  return printLine({ ...record, state: 'pending', attachments }, checksum)
}

/** The second line, which makes the record `done`. Where it is lost the record is `pending`: it is undone all the same. */
export const printResults = (results: Results, checksum: Checksum): string => printLine({ results }, checksum)

/** All of a record's file. */
export function printRecord(record: AttachmentRecord, checksum: Checksum): string {
  const pending = printPending(record, checksum)
  if (record.state === 'pending') return pending
  return (
    pending +
    printResults(
      record.attachments.map(({ result }) => result),
      checksum,
    )
  )
}

function printLine(value: object, checksum: Checksum): string {
  const text = JSON.stringify(value)
  return `{"crc32":"${checksum(text)}",${text.slice(1)}\n`
}

/**
 * Reads a record's file; records of older releases come back as of today. `half-written` is a file whose first line has
 * no end: its writer was ended before any delegate ran. Null if it is damaged, or nobody's record at all.
 */
export function parseRecordFile(text: string, checksum: Checksum): AttachmentRecord | 'half-written' | null {
  const lineEnd = text.indexOf('\n')
  if (lineEnd === -1)
    return (
      withoutEnd(text, checksum) ?? (isBegun(text) ? 'half-written' : recordOf(upgradeRecord(parsed(text))))
    )
  const record = recordOf(parseLine(text.slice(0, lineEnd), checksum))
  return record && withResults(record, parseLine(text.slice(lineEnd + 1).trimEnd(), checksum))
}

/** A first line that lacks nothing but its end: as likely as not the end was there, and has been damaged. */
const withoutEnd = (text: string, checksum: Checksum): AttachmentRecord | null =>
  recordOf(parseLine(text.slice(0, text.lastIndexOf('}') + 1), checksum))

/** Whether that is what is left of a first line: as much as was written, or room that nothing was written into yet. */
const isBegun = (text: string) => text.startsWith(lead) || lead.startsWith(text) || /^\0+$/.test(text)

/** As `parseRecordFile`, for those whom it does not matter why there is no record. */
export function parseRecord(text: string, checksum: Checksum): AttachmentRecord | null {
  const record = parseRecordFile(text, checksum)
  return record === 'half-written' ? null : record
}

/** What follows the first line and is not whole counts for nothing. */
function withResults(record: AttachmentRecord, line: unknown): AttachmentRecord {
  const { results } = (line ?? {}) as { readonly results?: unknown }
  if (!Array.isArray(results) || results.length !== record.attachments.length) return record
  const done = {
    ...record,
    state: 'done',
    attachments: record.attachments.map((attachment, index) => ({
      ...attachment,
      result: results[index] as unknown,
    })),
  }
  return isRecord(done) ? done : record
}

const recordOf = (value: unknown): AttachmentRecord | null => (isRecord(value) ? value : null)

/** The object of a line; undefined if its checksum is not its own. */
function parseLine(line: string, checksum: Checksum): unknown {
  const found = sum.exec(line)
  if (!found) return undefined
  const body = `{${line.slice(found[0].length)}`
  return checksum(body) === found[1] ? parsed(body) : undefined
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
