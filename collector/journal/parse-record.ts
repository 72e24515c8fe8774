import Value from 'typebox/value'
import { AttachmentRecord } from '../../domain/attachment-record.ts'

/**
 * Reads one file of the journal.
 * @throws {Error} that says what is not a record about it
 */
export function parseRecord(text: string): AttachmentRecord {
  const value: unknown = JSON.parse(text)
  if (Value.Check(AttachmentRecord, value)) return value
  const fault = Value.Errors(AttachmentRecord, value)[0]
  throw new Error(`${fault?.instancePath || 'it'} ${fault?.message ?? 'is no record'}`)
}
