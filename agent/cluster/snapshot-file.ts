import { readFile, stat } from 'node:fs/promises'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { replaceFile } from '../files/replace-file.ts'
import { parseSnapshot, printSnapshot, type Snapshot } from './snapshot.ts'

/** Thousands of definitions; more is not kept, as it would have to be read and checked at a start. */
const maxBytes = 8_388_608
/** Changes come in bursts. */
const quietMs = 1_000
/** The file says at least so exactly until when what it holds was true. */
const freshMs = 300_000

/** What is kept beside the database of what the API last said, for a start without the API. */
export class SnapshotFile {
  readonly #path: string
  readonly #logger: Logger
  #fault: string | null = null
  #written: Snapshot | null = null
  #timer: NodeJS.Timeout | undefined
  #last: Promise<void> = Promise.resolve()
  #current: (() => Snapshot | null) | null = null

  constructor(path: string, logger: Logger) {
    this.#path = path
    this.#logger = logger
  }

  /** Why it could not be kept the last time, in a sentence, or null. */
  get fault(): string | null {
    return this.#fault
  }

  /** What the file holds; null if there is none that can be used, which the log tells. */
  async read(): Promise<Snapshot | null> {
    try {
      const stats = await stat(this.#path)
      const isUsable = stats.isFile() && stats.size <= maxBytes
      const snapshot = isUsable ? parseSnapshot(await readFile(this.#path, 'utf8')) : null
      if (snapshot === null)
        this.#logger.warn(
          `Cannot use ${this.#path} as it is damaged or no snapshot of ours: waiting for the API`,
        )
      return snapshot
    } catch (error) {
      if (!isMissing(error)) this.#logger.warn(`Cannot read ${this.#path}: ${messageOf(error)}`)
      return null
    }
  }

  /** Begins to keep what `current` answers, each second if it has changed; null: not all is known. */
  start(current: () => Snapshot | null): void {
    this.#current = current
    this.#timer = setInterval(() => void this.#keep(), quietMs).unref()
  }

  /** Keeps for the last time. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#keep()
  }

  #keep(): Promise<void> {
    this.#last = this.#last.then(() => this.#write())
    return this.#last
  }

  async #write(): Promise<void> {
    const snapshot = this.#current?.() ?? null
    if (snapshot === null || !this.#isNews(snapshot)) return
    try {
      const text = printSnapshot(snapshot)
      if (Buffer.byteLength(text) > maxBytes) throw new Error(`it would be larger than ${maxBytes} bytes`)
      await replaceFile(this.#path, text)
      this.#tell(null)
    } catch (error) {
      this.#tell(
        `Cannot keep what the API says in ${this.#path}, for a start without it: ${messageOf(error)}`,
      )
    }
    // What cannot be kept is tried again when it is stale, not each second.
    this.#written = snapshot
  }

  /** Whether other things are true than were kept, or the same at a rather different time. */
  #isNews({ at, manifests }: Snapshot): boolean {
    return manifests !== this.#written?.manifests || Math.abs(at - this.#written.at) >= freshMs
  }

  /** Says a fault once. */
  #tell(fault: string | null): void {
    if (fault !== null && fault !== this.#fault) this.#logger.warn(fault)
    this.#fault = fault
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
