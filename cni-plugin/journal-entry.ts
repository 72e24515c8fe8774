import type { AttachmentRecord } from '../domain/attachment-record.ts'
import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'
import type { CniArguments } from '../cni/read-arguments.ts'
import { exceedsUtf8, utf8Length } from '../cni/utf8-length.ts'
import { deadlines } from './deadlines.ts'
import { ioFailure } from './io-failure.ts'
import { parseRecord } from './parse-record.ts'
import { PlatformError, type Lock, type Platform } from './platform/platform.ts'

const recordLimitBytes = 64 * 1024 * 1024
const maxFileNameBytes = 255
/** The longest that is ever added to a record's name: set aside, and half written. */
const longestSuffix = '.corrupt.tmp'

/**
 * The journal's place for one container and CNI_IFNAME, locked from `open` to `release` against every other plugin
 * process. All its methods throw code 5 for what the disk refuses.
 */
export class JournalEntry {
  readonly path: string
  readonly #platform: Platform
  readonly #lock: Lock | null
  /** Whether there is, or may be, a record that a later DEL needs. */
  #isHeld = true

  private constructor(platform: Platform, path: string, lock: Lock | null) {
    this.path = path
    this.#platform = platform
    this.#lock = lock
  }

  /** Takes the lock. Throws code 4 for a name that no file can have, code 11 if another process keeps the lock. */
  static async open(platform: Platform, stateDir: string, args: CniArguments): Promise<JournalEntry> {
    const name = `${args.containerId}@${args.ifname}`
    if (exceedsUtf8(name + longestSuffix, maxFileNameBytes))
      throw new CniError(
        errorCodes.invalidEnvironment,
        `Cannot journal CNI_CONTAINERID and CNI_IFNAME: together they are ${utf8Length(name)} bytes long, at most ${maxFileNameBytes - longestSuffix.length} fit into a file name`,
      )
    const lock = await takeLock(platform, `${stateDir}/locks/${name}`, args.command)
    return new JournalEntry(platform, `${stateDir}/journal/${name}.json`, lock)
  }

  /** The record, or undefined if there is none. One that makes no sense is set aside for people to look at. */
  read(): AttachmentRecord | undefined {
    const text = this.#try('read', () => this.#platform.readFile(this.path, recordLimitBytes))
    const record = text === undefined ? undefined : parseRecord(text)
    if (text !== undefined && record === null) this.#setAside(text)
    this.#isHeld = Boolean(record)
    return record ?? undefined
  }

  write(record: AttachmentRecord): void {
    this.#isHeld = true
    this.#try('write', () => this.#platform.commit(this.path, JSON.stringify(record)))
  }

  erase(): void {
    this.#try('remove', () => this.#platform.remove(this.path))
    this.#isHeld = false
  }

  release(): void {
    this.#lock?.release({ remove: !this.#isHeld })
  }

  /** That the copy cannot be written, on a full disk for one, must not keep a DEL from its success. */
  #setAside(text: string): void {
    const aside = this.path.replace(/\.json$/, '.corrupt')
    let outcome = `was moved to ${aside}: see what it still names`
    try {
      this.#platform.commit(aside, text)
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

/** A DEL goes on without a lock that cannot be made: where nothing can be written, nothing attaches either. */
async function takeLock(platform: Platform, path: string, command: string): Promise<Lock | null> {
  try {
    return await platform.lock(path, deadlines.lockMs)
  } catch (error) {
    if (error instanceof PlatformError && error.code === 'ETIMEDOUT')
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
