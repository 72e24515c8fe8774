import type { PriceRate } from '../domain/price-book.ts'
import type { BookFault } from './book-fault.ts'
import { effectiveSpan } from './rates-at.ts'
import { isTimeZone } from './schedule.ts'

/** What makes no sense in a rate by itself; its pointers begin with `at`. */
export function faultsOfRate(rate: PriceRate, at: string): BookFault[] {
  const { network, networkClass, schedule } = rate
  const { start, end } = effectiveSpan(rate)
  return [
    ...when(
      (network === undefined) === (networkClass === undefined),
      at,
      'has to name either a network or a networkClass',
    ),
    ...when(Number.isNaN(start), `${at}/effectiveFrom`, `is ${rate.effectiveFrom}, which no calendar has`),
    ...when(Number.isNaN(end), `${at}/effectiveTo`, `is ${rate.effectiveTo ?? ''}, which no calendar has`),
    ...when(end <= start, `${at}/effectiveTo`, `is not after effectiveFrom, ${rate.effectiveFrom}`),
    ...when(
      schedule !== undefined && !isTimeZone(schedule.timeZone),
      `${at}/schedule/timeZone`,
      `is ${schedule?.timeZone ?? ''}, which the IANA database does not have: take one such as Europe/Berlin`,
    ),
    ...faultsOfTiers(rate, `${at}/tiers`),
  ]
}

function faultsOfTiers({ tiers, unit }: PriceRate, at: string): BookFault[] {
  const last = tiers.length - 1
  const faults = tiers.flatMap(({ upTo }, index) => {
    if (index === last)
      return when(upTo !== undefined, `${at}/${index}/upTo`, 'has to be left out of the last tier')
    const before = index === 0 ? 0 : (tiers[index - 1]?.upTo ?? Infinity)
    return when(
      upTo === undefined || upTo <= before,
      `${at}/${index}/upTo`,
      upTo === undefined ? 'is missing: only the last tier has no end' : `is ${upTo}, not above ${before}`,
    )
  })
  return [...faults, ...when(unit === 'month' && last > 0, at, 'has to be one tier where the unit is month')]
}

function when(isFault: boolean, pointer: string, detail: string): BookFault[] {
  return isFault ? [{ pointer, detail }] : []
}
