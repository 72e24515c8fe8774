import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import type { CniArguments } from '../../cni/read-arguments.ts'
import { exceedsUtf8, utf8Length } from '../../cni/utf8-length.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { printPending, printResults, recordLimitBytes, type Results } from '../../journal/record-file.ts'
import { deadlines } from '../deadlines.ts'
import { entryKey, type EntryName } from './entry-name.ts'
import { ioFailure } from '../io-failure.ts'
import { PlatformError, type Lock, type Platform } from '../platform/platform.ts'
import { readRecord } from './read-record.ts'

/** What reading says of a directory, a pipe, a socket, a device, a link to itself, or of more than any record. */
const noRecordSigns: ReadonlySet<string> = new Set(['EISDIR', 'ETIMEDOUT', 'ENXIO', 'EFBIG', 'ELOOP'])

const maxFileNameBytes = 255
/** The longest that is ever added to a record's name, when it is set aside. */
const longestSuffix = '.corrupt'

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

  /**
   * The record, or undefined if there is none. One that its writer did not end is removed, as nothing was begun by it;
   * one that makes no sense is set aside for people to look at.
   */
  read(): AttachmentRecord | undefined {
    const record = this.#try('read', () => this.#readRecord())
    if (record === 'half-written') this.#giveUp()
    else if (record === null) this.#setAside()
    this.#isHeld = typeof record === 'object' && record !== null
    return typeof record === 'object' ? (record ?? undefined) : undefined
  }

  /** Writes down what is about to be attached. It is on the disk when this returns. */
  begin(record: AttachmentRecord): void {
    this.#isHeld = true
    const text = printPending(record, this.#checksum)
    this.#try('write', () => this.#platform.create(this.path, text))
  }

  /** Writes down what has become of it. A power cut may take this back, with all that was attached. */
  finish(results: Results): void {
    const text = printResults(results, this.#checksum)
    this.#try('write', () => this.#platform.append(this.path, text))
  }

  erase(): void {
    this.#try('remove', () => this.#platform.remove(this.path))
    this.#isHeld = false
  }

  release(): void {
    this.#lock?.release({ remove: !this.#isHeld })
  }

  readonly #checksum = (text: string) => this.#platform.checksum(text)

  /** Undefined if there is nothing, null if it makes no sense. */
  #readRecord(): ReturnType<typeof readRecord> | undefined {
    try {
      const text = this.#platform.readFile(this.path, recordLimitBytes)
      return text === undefined ? undefined : readRecord(text, this.#name, this.#checksum)
    } catch (error) {
      if (error instanceof PlatformError && noRecordSigns.has(error.code)) return null
      throw error
    }
  }

  #giveUp(): void {
    this.erase()
    this.#platform.writeStderr(
      `genie: The journal record ${this.path} was not written to its end, so nothing was begun, and it is removed\n`,
    )
  }

  /** That it cannot be moved, on a read-only disk for one, must not keep a DEL from its success. */
  #setAside(): void {
    let outcome = `was moved to ${this.#aside}: see what it still names`
    try {
      this.#platform.rename(this.path, this.#aside)
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
