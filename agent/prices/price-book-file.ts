import { readFileSync, statSync } from 'node:fs'
import { parse } from 'yaml'
import type { PriceBook } from '../../domain/price-book.ts'
import { faultsText, parsePriceBook } from '../../prices/parse-price-book.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'

const maxFileBytes = 4_194_304
const none: readonly never[] = []

/** The operator's price book in a YAML file, read again when it changes; a faulty edit changes nothing. */
export class PriceBookFile {
  readonly #path: string | undefined
  readonly #logger: Pick<Logger, 'error'>
  #stamp = ''
  #books: readonly PriceBook[] = none

  constructor(path: string | undefined, logger: Pick<Logger, 'error'>) {
    this.#path = path
    this.#logger = logger
  }

  /** None or one; the same array as at the last call if nothing has changed since. */
  books(): readonly PriceBook[] {
    if (this.#path === undefined) return none
    const stat = statSync(this.#path, { throwIfNoEntry: false })
    const stamp = stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : 'none'
    if (stamp === this.#stamp) return this.#books
    this.#stamp = stamp
    try {
      this.#books = [readBook(this.#path, stat?.size ?? 0)]
    } catch (error) {
      this.#logger.error(`Cannot use ${this.#path}, so the prices before it stay: ${messageOf(error)}`)
    }
    return this.#books
  }
}

function readBook(path: string, bytes: number): PriceBook {
  if (bytes > maxFileBytes) throw new Error(`it has ${bytes} bytes: ${maxFileBytes} are the most`)
  const parsed = parsePriceBook(parse(readFileSync(path, 'utf8'), { maxAliasCount: 100 }))
  if ('faults' in parsed) throw new Error(faultsText(parsed.faults))
  if (parsed.book.version < 1) throw new Error('/version is 0: the first book is version 1')
  return parsed.book
}
