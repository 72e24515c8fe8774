import { Compile } from 'typebox/compile'
import { PriceBook, type PriceRate } from '../domain/price-book.ts'
import type { BookFault } from './book-fault.ts'
import { findCurrencyMixes, findOverlaps } from './find-overlaps.ts'
import { faultsOfRate } from './faults-of-rate.ts'

/** More faults than these help nobody. */
const mostFaults = 100
/** Each takes a look at a calendar whenever prices are looked up anew. */
const mostSchedules = 64

/** A book that makes sense, or all that does not in one that does not. */
export type ParsedPriceBook = { readonly book: PriceBook } | { readonly faults: readonly BookFault[] }

/** Reads a price book of any origin; faults are told by JSON pointer, all at once. Never throws. */
export function parsePriceBook(value: unknown): ParsedPriceBook {
  // A rate that says no direction is of egress.
  const filled = withDirections(value)
  const shape = (bookSchema().Check(filled) ? [] : [...bookSchema().Errors(filled)])
    .slice(0, mostFaults)
    .map(({ instancePath, message }) => ({ pointer: instancePath, detail: message }))
  if (shape.length > 0) return { faults: shape }
  const book = filled as PriceBook
  const single = book.rates.flatMap((rate, index) => faultsOfRate(rate, `/rates/${index}`))
  const alone = [...single, ...tooManySchedules(book.rates)]
  const faults = alone.length > 0 ? alone : [...findOverlaps(book.rates), ...findCurrencyMixes(book.rates)]
  return faults.length > 0 ? { faults: faults.slice(0, mostFaults) } : { book }
}

let compiled: ReturnType<typeof compile> | undefined
const compile = () => Compile(PriceBook)
/** Large books are checked forty times faster by what is compiled, once and not before there is one. */
const bookSchema = () => (compiled ??= compile())

/** One sentence for where there is no room for a list. */
export function faultsText(faults: readonly BookFault[]): string {
  return faults.map(({ pointer, detail }) => `${pointer || '/'} ${detail}`).join('; ')
}

function withDirections(value: unknown): unknown {
  const { rates, ...book } = (typeof value === 'object' && value !== null ? value : {}) as { rates?: unknown }
  if (!Array.isArray(rates)) return value
  return {
    ...book,
    rates: rates.map((rate: unknown) => (isObject(rate) ? { direction: 'egress', ...rate } : rate)),
  }
}

function tooManySchedules(rates: readonly PriceRate[]): BookFault[] {
  const count = new Set(rates.flatMap(({ schedule }) => (schedule ? [JSON.stringify(schedule)] : []))).size
  return count > mostSchedules
    ? [{ pointer: '/rates', detail: `has ${count} different schedules: ${mostSchedules} are the most` }]
    : []
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
