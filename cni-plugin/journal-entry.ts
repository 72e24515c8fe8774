import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'
import type { CniArguments } from '../cni/read-arguments.ts'
import { exceedsUtf8, utf8Length } from '../cni/utf8-length.ts'
import type { AttachmentRecord } from '../domain/attachment-record.ts'
import { printRecord } from '../journal/record-file.ts'
import { deadlines } from './deadlines.ts'
import { entryKey, type EntryName } from './entry-name.ts'
import { ioFailure } from './io-failure.ts'
import { PlatformError, type Lock, type Platform } from './platform/platform.ts'
import { readRecord } from './read-record.ts'

/** A longer file is no record of ours. */
export const recordLimitBytes = 64 * 1024 * 1024

const maxFileNameBytes = 255
/** The longest that is ever added to a record's name: set aside, and half written. */
const longestSuffix = '.corrupt.tmp'

/**
 * The journal's place for one container and CNI_IFNAME, locked from `open` to `release` against every other plugin
 * process. All its methods throw code 5 for what the disk refuses.
 */
export class JournalEntry {
  readonly path: string
  readonly #aside: string
  readonly #platform: Platform
  readonly #name: EntryName
  readonly #lock: Lock | null
  /** Whether there is, or may be, a record that a later DEL needs. */
  #isHeld = true

  private constructor(platform: Platform, stateDir: string, name: EntryName, lock: Lock | null) {
    const place = `${stateDir}/journal/${entryKey(name)}`
    this.path = `${place}.json`
    this.#aside = `${place}.corrupt`
    this.#platform = platform
    this.#name = name
    this.#lock = lock
  }

  /** Waits for the lock. Throws code 4 for a name that no file can have, code 11 if another process keeps the lock. */
  static async open(platform: Platform, stateDir: string, args: CniArguments): Promise<JournalEntry> {
    requireFileName(args)
    const lock = await takeLock(platform, `${stateDir}/locks/${entryKey(args)}`, args.command)
    return new JournalEntry(platform, stateDir, args, lock)
  }

  /** Null at once if another process has the lock: somebody is at work on it. Throws code 5. */
  static async openIfFree(
    platform: Platform,
    stateDir: string,
    name: EntryName,
  ): Promise<JournalEntry | null> {
    const path = `${stateDir}/locks/${entryKey(name)}`
    try {
      const lock = await platform.lock(path, deadlines.freeLockMs)
      return new JournalEntry(platform, stateDir, name, lock)
    } catch (error) {
      if (isTimeout(error)) return null
      throw ioFailure(`take the lock ${path}`, error)
    }
  }

  /** The record, or undefined if there is none. One that makes no sense is set aside for people to look at. */
  read(): AttachmentRecord | undefined {
    const text = this.#try('read', () => this.#platform.readFile(this.path, recordLimitBytes))
    const record =
      text === undefined ? undefined : readRecord(text, this.#name, (part) => this.#platform.checksum(part))
    if (text !== undefined && record === null) this.#setAside(text)
    this.#isHeld = Boolean(record)
    return record ?? undefined
  }

  write(record: AttachmentRecord): void {
    this.#isHeld = true
    const text = printRecord(record, (part) => this.#platform.checksum(part))
    this.#try('write', () => this.#platform.commit(this.path, text))
  }

  erase(): void {
    this.#try('remove', () => this.#platform.remove(this.path))
    this.#isHeld = false
  }

  /** Removes what processes that were ended in the middle of their writing have left. */
  clearHalfWritten(): void {
    for (const path of [this.path, this.#aside])
      this.#try('clear', () => this.#platform.remove(`${path}.tmp`))
    this.#isHeld = this.#platform.exists(this.path)
  }

  release(): void {
    this.#lock?.release({ remove: !this.#isHeld })
  }

  /** That the copy cannot be written, on a full disk for one, must not keep a DEL from its success. */
  #setAside(text: string): void {
    let outcome = `was moved to ${this.#aside}: see what it still names`
    try {
      this.#platform.commit(this.#aside, text)
      this.#platform.remove(this.path)
    } catch (error) {
      outcome = `stays where it is: ${ioFailure('move it', error).message}`
    }
    this.#platform.writeStderr(`genie: The journal record ${this.path} is damaged and ${outcome}\n`)
  }

  #try<T>(action: string, work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw ioFailure(`${action} the journal record ${this.path}`, error)
    }
  }
}

function requireFileName(name: EntryName): void {
  const key = entryKey(name)
  if (exceedsUtf8(key + longestSuffix, maxFileNameBytes))
    throw new CniError(
      errorCodes.invalidEnvironment,
      `Cannot journal CNI_CONTAINERID and CNI_IFNAME: together they are ${utf8Length(key)} bytes long, at most ${maxFileNameBytes - longestSuffix.length} fit into a file name`,
    )
}

/** A DEL goes on without a lock that cannot be made: where nothing can be written, nothing attaches either. */
async function takeLock(platform: Platform, path: string, command: string): Promise<Lock | null> {
  try {
    return await platform.lock(path, deadlines.lockMs)
  } catch (error) {
    if (isTimeout(error))
      throw new CniError(
        errorCodes.tryAgainLater,
        `Cannot lock ${path} as another ADD or DEL of this interface is running: try again when it has ended`,
      )
    const failure = ioFailure(`take the lock ${path}`, error)
    if (command !== 'DEL') throw failure
    platform.writeStderr(`genie: ${failure.message}; going on without it\n`)
    return null
  }
}

const isTimeout = (error: unknown) => error instanceof PlatformError && error.code === 'ETIMEDOUT'
