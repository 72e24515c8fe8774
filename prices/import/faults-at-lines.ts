import type { BookFault } from '../book-fault.ts'

type Lines = readonly (readonly number[])[]

const place = /^\/rates\/(\d+)(?:\/tiers\/(\d+))?(?:\/(?:schedule\/)?(.+))?$/

/** Faults of rates that a table had, by its lines and columns: nobody who wrote a table knows rates by number. */
export function faultsAtLines(faults: readonly BookFault[], lines: Lines | undefined): readonly BookFault[] {
  return lines === undefined ? faults : faults.map((fault) => faultAtLine(fault, lines))
}

function faultAtLine({ pointer, detail }: BookFault, lines: Lines): BookFault {
  const [, rate, tier = '0', column = ''] = place.exec(pointer) ?? []
  if (rate === undefined) return { pointer: '/csv', detail: withLines(detail, lines) }
  const line = lineOf(lines, rate, tier)
  return {
    pointer: '/csv',
    detail: `line ${line}: ${column} ${withLines(detail, lines)}`.replace(':  ', ' '),
  }
}

/** A sentence may name another rate. */
const withLines = (detail: string, lines: Lines) =>
  detail.replace(/\/rates\/(\d+)/g, (_all, rate: string) => `line ${lineOf(lines, rate, '0')}`)

const lineOf = (lines: Lines, rate: string, tier: string) => lines[Number(rate)]?.[Number(tier)] ?? '?'
