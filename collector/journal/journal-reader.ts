import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { parseRecord } from './parse-record.ts'

/** A file as it was read last; no record is in it if it could not be made sense of. */
interface CachedFile {
  readonly stamp: string
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
    const files = new Map<string, CachedFile>()
    for (const name of await this.#names()) {
      const file = await this.#readFile(name)
      if (file !== null) files.set(name, file)
    }
    this.#files = files
    return [...files.values()].flatMap(({ record }) => (record === null ? [] : [record]))
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
    let stamp = ''
    try {
      const { mtimeMs, size, ino } = await stat(path)
      stamp = `${mtimeMs}/${size}/${ino}`
      const known = this.#files.get(name)
      return known?.stamp === stamp ? known : { stamp, record: parseRecord(await readFile(path, 'utf8')) }
    } catch (error) {
      if (isMissing(error)) return null
      this.#logger.warn({ err: error }, `Cannot use the journal's ${name}: its attachments are not counted`)
      return { stamp, record: null }
    }
  }
}

/** The journal's records as they stand, read once. */
export function readJournal(directory: string, logger: Logger): Promise<AttachmentRecord[]> {
  return new JournalReader(directory, logger).read()
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
