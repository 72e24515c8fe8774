import { timingSafeEqual } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Logger } from '../logger.ts'
import { messageOf } from '../message-of.ts'
import { digestOf, parseTokens, type NamedToken } from './parse-tokens.ts'

const mostBytes = 262_144
const othersMayRead = 0o077

/**
 * The tokens of a file, read again when it changes. One that cannot be used, or that others can read, has no tokens: then
 * nobody is let in, and the log says why.
 */
export class TokenFile {
  readonly #path: string
  readonly #logger: Pick<Logger, 'error'>
  #stamp = ''
  #tokens: readonly NamedToken[] = []

  constructor(path: string, logger: Pick<Logger, 'error'>) {
    this.#path = path
    this.#logger = logger
  }

  /**
   * For a start.
   * @throws {Error} one sentence if the file cannot be used
   */
  async check(): Promise<void> {
    await this.#read()
  }

  /** Whose token it is; takes as long for one that is nearly right as for any other. */
  async find(token: string): Promise<NamedToken | null> {
    await this.#refresh()
    const digest = digestOf(token)
    let found: NamedToken | null = null
    for (const each of this.#tokens) if (timingSafeEqual(each.digest, digest)) found = each
    return found
  }

  async #refresh(): Promise<void> {
    try {
      await this.#read()
    } catch (error) {
      const fault = messageOf(error)
      if (this.#stamp !== fault) this.#logger.error(fault)
      this.#stamp = fault
      this.#tokens = []
    }
  }

  async #read(): Promise<void> {
    try {
      await using file = await open(this.#path)
      const { mode, ino, ctimeMs, mtimeMs, size } = await file.stat()
      if ((mode & othersMayRead) !== 0) throw new Error('others may read it: chmod 600')
      if (size > mostBytes) throw new Error(`it is larger than ${mostBytes} bytes`)
      const stamp = `${ino} ${ctimeMs} ${mtimeMs} ${size}`
      if (stamp === this.#stamp) return
      this.#tokens = parseTokens(await file.readFile('utf8'))
      this.#stamp = stamp
    } catch (error) {
      throw new Error(`Cannot use the tokens of ${this.#path}: ${messageOf(error)}`, { cause: error })
    }
  }
}
