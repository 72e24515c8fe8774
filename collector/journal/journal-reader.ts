import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { parseRecordFile, recordLimitBytes } from '../../journal/record-file.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { checksum } from './checksum.ts'

/** A record, and when it was written by the clock of that time, in Unix ms. */
export interface DatedRecord {
  readonly record: AttachmentRecord
  readonly writtenMs: number
}

/** A file as it was read last; its record is null if it could not be made sense of. */
interface CachedFile {
  readonly stamp: string
  readonly writtenMs: number
  readonly record: AttachmentRecord | null
}

/** Reads the journal again and again; a file that has not changed is not opened a second time. */
export class JournalReader {
  readonly #directory: string
  readonly #logger: Logger
  #files = new Map<string, CachedFile>()

  constructor(directory: string, logger: Logger) {
    this.#directory = directory
    this.#logger = logger
  }

  /**
   * The records as they stand, by file name. A file that is damaged or foreign is passed over with one line in the
   * log; a journal that nobody has begun yet is empty.
   * @throws {Error} if the directory is there and cannot be read
   */
  async read(): Promise<AttachmentRecord[]> {
    return (await this.dated()).map(({ record }) => record)
  }

  /** What `read` answers, with the time at which each record was written. */
  async dated(): Promise<DatedRecord[]> {
    const files = new Map<string, CachedFile>()
    for (const name of await this.#names()) {
      const file = await this.#readFile(name)
      if (file !== null) files.set(name, file)
    }
    this.#files = files
    return [...files.values()].flatMap(({ record, writtenMs }) =>
      record === null ? [] : [{ record, writtenMs }],
    )
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.#directory)).filter((name) => name.endsWith('.json')).sort()
    } catch (error) {
      if (isMissing(error)) return []
      throw new Error(
        `Cannot read the journal in ${this.#directory}: let this program read it, so that attachments are counted`,
        { cause: error },
      )
    }
  }

  /** Null if a DEL took the file away meanwhile. */
  async #readFile(name: string): Promise<CachedFile | null> {
    const path = join(this.#directory, name)
    let [stamp, writtenMs] = ['', 0]
    try {
      const stats = await stat(path)
      writtenMs = stats.mtimeMs
      stamp = `${stats.mtimeMs}/${stats.size}/${stats.ino}`
      const known = this.#files.get(name)
      if (known?.stamp === stamp) return known
      // From a pipe one would read for ever.
      if (!stats.isFile() || stats.size > recordLimitBytes) throw new Error('It is no file, or far too long')
      const record = parseRecordFile(await readFile(path, 'utf8'), checksum)
      if (record === 'half-written') return { stamp, writtenMs, record: null }
      if (record !== null && name === `${record.containerId}@${record.ifname}.json`)
        return { stamp, writtenMs, record }
      this.#warn(name, 'it is damaged or not one of its records')
      return { stamp, writtenMs, record: null }
    } catch (error) {
      if (isMissing(error)) return null
      if (this.#files.get(name)?.stamp !== stamp) this.#warn(name, error)
      return { stamp, writtenMs, record: null }
    }
  }

  #warn(name: string, err: unknown): void {
    this.#logger.warn({ err }, `Cannot use the journal's ${name}: its attachments are not counted`)
  }
}

/** The journal's records as they stand, read once. */
export function readJournal(directory: string, logger: Logger): Promise<AttachmentRecord[]> {
  return new JournalReader(directory, logger).read()
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
