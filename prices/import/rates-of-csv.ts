import { parse } from 'csv-parse/sync'
import type { PriceRate } from '../../domain/price-book.ts'
import type { BookFault } from '../book-fault.ts'
import type { ImportedRates } from './imported-rates.ts'

const columns = [
  'network',
  'networkClass',
  'direction',
  'destination',
  'unit',
  'upTo',
  'price',
  'currency',
  'effectiveFrom',
  'effectiveTo',
  'timeZone',
  'days',
  'from',
  'to',
  'source',
] as const
type Column = (typeof columns)[number]
type Line = Readonly<Partial<Record<Column, string>>>
/** As csv-parse gives a line with its `info`, which its types leave out. */
interface ParsedLine {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}
interface ReadLine {
  readonly number: number
  readonly line: Line
}

/** More lines are not read: a book has fewer rates than that. */
const mostLines = 16_384

/**
 * Reads a table of rates, a line each, by the names in its first line; lines that differ in `upTo` and `price` alone and
 * follow each other are the tiers of one rate. Whether the rates make sense is for `parsePriceBook` to say.
 */
export function ratesOfCsv(text: string): ImportedRates {
  const lines = linesOf(text)
  if ('faults' in lines) return lines
  const rates: {
    readonly key: string
    readonly rate: object
    readonly tiers: object[]
    readonly at: number[]
  }[] = []
  for (const { number, line } of lines) {
    const { upTo = '', price = '', ...rest } = line
    const key = JSON.stringify(rest)
    const tier = { ...(upTo !== '' && { upTo: Number(upTo) }), price }
    const last = rates.at(-1)
    if (last?.key !== key) rates.push({ key, rate: rateOf(rest), tiers: [tier], at: [number] })
    else {
      last.tiers.push(tier)
      last.at.push(number)
    }
  }
  return {
    rates: rates.map(({ rate, tiers }) => ({ ...rate, tiers }) as unknown as PriceRate),
    lines: rates.map(({ at }) => at),
  }
}

function linesOf(text: string): readonly ReadLine[] | { readonly faults: readonly BookFault[] } {
  try {
    const [head, ...rows] = parse(text, {
      info: true,
      bom: true,
      delimiter: [',', ';', '\t'],
      trim: true,
      skip_empty_lines: true,
      to: mostLines + 1,
      max_record_size: 16_384,
    }) as unknown as readonly ParsedLine[]
    const names = head?.record ?? []
    const unknown = names.filter((name) => !columns.includes(name as Column))
    const missing = ['unit', 'price', 'currency', 'effectiveFrom'].filter((name) => !names.includes(name))
    const faults = [
      ...unknown.map((name) => ({ pointer: '/csv', detail: `has the column ${name}, which nothing reads` })),
      ...missing.map((name) => ({ pointer: '/csv', detail: `has no column ${name}` })),
      ...(rows.length > mostLines ? [{ pointer: '/csv', detail: `has more than ${mostLines} lines` }] : []),
    ]
    if (faults.length > 0) return { faults }
    return rows.map(({ record, info }) => ({
      number: info.lines,
      line: Object.fromEntries(names.map((name, index) => [name, record[index] ?? ''])),
    }))
  } catch (error) {
    return { faults: [{ pointer: '/csv', detail: `is no table: ${sentenceOf(error)}` }] }
  }
}

/** What is empty was not said. */
function rateOf({ timeZone = '', days = '', from = '', to = '', ...rest }: Line): object {
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''))
  if ([timeZone, days, from, to].every((value) => value === '')) return said
  const schedule = { timeZone, ...(days !== '' && { days: daysOf(days) }), from, to }
  return { ...said, schedule }
}

/** `1-5` or `1 2 6`: 1 is Monday. */
function daysOf(text: string): number[] {
  return text.split(/[\s/]+/).flatMap((part) => {
    const [first = '', last = first] = part.split('-')
    const [start, end] = [Number(first), Number(last)]
    if (!(end >= start && end - start < 7)) return [NaN]
    return Array.from({ length: end - start + 1 }, (_, index) => start + index)
  })
}

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).split('\n')[0]
