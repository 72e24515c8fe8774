import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { messageOf } from '../../service-kit/message-of.ts'
import type { GivenFlags } from '../command/given-flags.ts'
import { UsageFault } from '../command/usage-fault.ts'
import { parsePairs } from './parse-pairs.ts'

/** What is taken to be otherwise, as far as a command line can say; whether it makes sense the agents know. */
export interface GivenChange {
  readonly weights?: Readonly<Record<string, number>>
  readonly prices?: Readonly<Record<string, number>>
  readonly profile?: unknown
  readonly priceBook?: unknown
}

/**
 * Reads flags, and the files that they name.
 * @throws {UsageFault} if they say nothing, or what cannot be read
 */
export async function readChange(flags: GivenFlags): Promise<GivenChange> {
  const weights = parsePairs('weights', flags.text('weights'))
  const prices = parsePairs('prices', flags.text('prices'))
  const profile = await specIn('profile', flags.text('profile'))
  const priceBook = await specIn('price-book', flags.text('price-book'))
  const change = {
    ...(weights !== undefined && { weights }),
    ...(prices !== undefined && { prices }),
    ...(profile !== undefined && { profile }),
    ...(priceBook !== undefined && { priceBook: ratesOnly(priceBook) }),
  }
  if (Object.keys(change).length > 0) return change
  throw new UsageFault(
    'Cannot tell what would have been as nothing is changed: give --weights, --prices, --profile or --price-book',
  )
}

/** The spec of a manifest; all of a file that is none. */
async function specIn(flag: string, file: string | undefined): Promise<unknown> {
  if (file === undefined) return undefined
  try {
    const document: unknown = parse(await readFile(file, 'utf8'))
    return isObject(document) && 'spec' in document ? document['spec'] : document
  } catch (error) {
    throw new UsageFault(`Cannot read --${flag} ${file}: ${messageOf(error)}`)
  }
}

/** A book's version means nothing to decisions that were not made by it. */
function ratesOnly(book: unknown): unknown {
  return isObject(book) ? { rates: book['rates'] } : book
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
