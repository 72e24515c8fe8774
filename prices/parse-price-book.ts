import { Compile } from 'typebox/compile'
import {
  currencyPattern,
  decimalPattern,
  PriceBook,
  timeOfDayPattern,
  type PriceRate,
} from '../domain/price-book.ts'
import { schemaFaults } from '../domain/schema-faults.ts'
import type { BookFault } from './book-fault.ts'
import { findCurrencyMixes, findOverlaps } from './find-overlaps.ts'
import { faultsOfRate } from './faults-of-rate.ts'

/** What is said of text that is not what a rate has there. */
const formWords = {
  [decimalPattern]: 'is no amount: write digits, and parts of it behind a point, such as 0.09',
  [currencyPattern]: 'is no currency: write three capitals, such as EUR',
  [timeOfDayPattern]: 'is no time of day: write hours and minutes, such as 22:00',
  'date-time': 'is no moment: write date, time and zone, such as 2026-12-01T00:00:00Z',
}
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
  if (!bookSchema().Check(filled)) return { faults: schemaFaults(bookSchema().Errors(filled), formWords) }
  const book = filled
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
