import type { PriceBook, PriceRate } from '../../domain/price-book.ts'
import type { PriceImport } from '../../domain/price-import.ts'
import { parsePriceBook, type ParsedPriceBook } from '../parse-price-book.ts'
import { destinationOf, kindsOf, targetOf } from '../rate-table.ts'
import { effectiveSpan } from '../rates-at.ts'
import { faultsAtLines } from './faults-at-lines.ts'
import type { ImportedRates } from './imported-rates.ts'
import { ratesOfCsv } from './rates-of-csv.ts'
import { ratesOfOpenCost } from './rates-of-opencost.ts'

/** The version that would follow a book by an import, or all that makes no sense in it. */
export function nextBook(before: PriceBook, imported: PriceImport): ParsedPriceBook {
  const read = ratesOf(imported)
  if ('faults' in read) return read
  const version = before.version + 1
  const checked = parsePriceBook({ version, rates: read.rates })
  if ('faults' in checked) return { faults: faultsAtLines(checked.faults, read.lines) }
  if (imported.add !== true) return checked
  return parsePriceBook({
    version,
    rates: [...endedBy(before.rates, checked.book.rates), ...checked.book.rates],
  })
}

function ratesOf(imported: PriceImport): ImportedRates {
  if ('csv' in imported) return ratesOfCsv(imported.csv)
  return 'opencost' in imported ? ratesOfOpenCost(imported) : { rates: imported.rates }
}

/** What was there before, each until something new is for the same; what would never count again is left out. */
function endedBy(rates: readonly PriceRate[], added: readonly PriceRate[]): readonly PriceRate[] {
  const begins = new Map<string, number[]>()
  for (const rate of added)
    for (const key of keysOf(rate)) begins.set(key, [...(begins.get(key) ?? []), effectiveSpan(rate).start])
  return rates.flatMap((rate) => {
    const { start, end } = effectiveSpan(rate)
    const next = Math.min(...keysOf(rate).flatMap((key) => begins.get(key) ?? []), Infinity)
    if (next >= end) return [rate]
    return next <= start ? [] : [{ ...rate, effectiveTo: new Date(next).toISOString() }]
  })
}

function keysOf(rate: PriceRate): readonly string[] {
  const { schedule } = rate
  const hours = schedule && [schedule.timeZone, schedule.days ?? [], schedule.from, schedule.to]
  return kindsOf(rate).map((kind) =>
    JSON.stringify([kind, destinationOf(rate), targetOf(rate), hours ?? null]),
  )
}
