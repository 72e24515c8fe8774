import type { PriceBook, PriceRate } from '../../domain/price-book.ts'
import type { RateChange } from '../../domain/price-answers.ts'
import { renderTable, type Cell, type TableOptions } from '../terminal/table.ts'

/** The rates of a book, a line each. */
export function ratesTable(rates: readonly PriceRate[], options: TableOptions): string {
  return renderTable(
    titles.map((title) => ({ title })),
    rates.map((rate) => cellsOf(rate)),
    options,
  )
}

/** What an import changes: `-` before what goes, `+` before what comes. */
export function changesTable(changes: readonly RateChange[], options: TableOptions): string {
  const rows = changes.flatMap(({ before, after }): Cell[][] => [
    ...(before === undefined ? [] : [[{ text: '-', tone: 'bad' as const }, ...cellsOf(before)]]),
    ...(after === undefined ? [] : [[{ text: '+', tone: 'good' as const }, ...cellsOf(after)]]),
  ])
  return renderTable(
    ['', ...titles].map((title) => ({ title })),
    rows,
    options,
  )
}

/** The book's version, and those before it. */
export function versionsText(book: PriceBook, versions: readonly number[]): string {
  if (book.version === 0)
    return 'There is no price book yet: kubectl genie prices --import FILE makes the first\n'
  const others = versions.filter((version) => version !== book.version)
  const before = others.length === 0 ? '' : `; before it ${others.join(', ')}`
  return `Version ${book.version} counts${before}\n`
}

const titles = ['NETWORK', 'USE', 'PRICE', 'FROM', 'UNTIL', 'HOURS']

function cellsOf(rate: PriceRate): Cell[] {
  const { network, networkClass = '', effectiveFrom, effectiveTo = '-', schedule } = rate
  const days = schedule?.days === undefined ? '' : ` on ${schedule.days.join(',')}`
  return [
    { text: network ?? `class ${networkClass}`, tone: 'strong' },
    useOf(rate),
    priceOf(rate),
    effectiveFrom,
    effectiveTo,
    schedule === undefined ? 'always' : `${schedule.from}-${schedule.to} ${schedule.timeZone}${days}`,
  ]
}

function useOf({ unit, direction, destination = 'any' }: PriceRate): string {
  if (unit !== 'GB' && unit !== 'GiB') return unit
  return destination === 'any' ? `${direction} ${unit}` : `${direction} ${unit} to ${destination}`
}

function priceOf({ tiers, currency }: PriceRate): string {
  const parts = tiers.map(({ upTo, price }) => (upTo === undefined ? price : `${price} up to ${upTo}`))
  return `${parts.join(', ')} ${currency}`
}
