import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { recordLimitBytes } from '../../journal/record-file.ts'
import { entryKey, parseEntryKey, type EntryName } from './entry-name.ts'
import { ioFailure } from '../io-failure.ts'
import type { Platform } from '../platform/platform.ts'
import { readRecord } from './read-record.ts'

/** What the journal holds, read without any lock: each record is whole, and any may be gone the next moment. */
export interface JournalContent {
  readonly records: readonly AttachmentRecord[]
  /** Where there is a record that makes no sense, or one was set aside and none has come since. */
  readonly damaged: readonly EntryName[]
  /** Where a record is being written, or its writer was ended before anything was begun. */
  readonly halfWritten: readonly EntryName[]
}

/** Reads all of the journal. Throws code 5 if it cannot be listed. */
export function readJournal(platform: Platform, stateDir: string): JournalContent {
  const files = listFiles(platform, `${stateDir}/journal`)
  const records: AttachmentRecord[] = []
  const halfWritten: EntryName[] = []
  const damaged = new Map<string, EntryName>(namesOf(files, '.corrupt').map((name) => [entryKey(name), name]))
  for (const name of namesOf(files, '.json')) {
    const record = readFile(platform, `${stateDir}/journal/${entryKey(name)}.json`, name)
    if (record === 'half-written') halfWritten.push(name)
    else if (record === null) damaged.set(entryKey(name), name)
    else if (record !== undefined) {
      damaged.delete(entryKey(name))
      records.push(record)
    }
  }
  return { records, damaged: [...damaged.values()], halfWritten }
}

/** The files in a directory of the plugin's state. Throws code 5. */
export function listFiles(platform: Platform, directory: string): readonly string[] {
  try {
    return platform.list(directory)
  } catch (error) {
    throw ioFailure(`list ${directory}`, error)
  }
}

/** Whose files they are that end in that way; foreign names are passed over. */
export const namesOf = (files: readonly string[], ending: string): readonly EntryName[] =>
  files.flatMap((file) =>
    file.endsWith(ending) ? (parseEntryKey(file.slice(0, file.length - ending.length)) ?? []) : [],
  )

/** Undefined if a DEL took it away meanwhile, null if it makes no sense. */
function readFile(
  platform: Platform,
  path: string,
  name: EntryName,
): ReturnType<typeof readRecord> | undefined {
  try {
    const text = platform.readFile(path, recordLimitBytes)
    return text === undefined ? undefined : readRecord(text, name, (part) => platform.checksum(part))
  } catch {
    return null
  }
}
