import type { PriceRate, PriceSchedule } from '../../../domain/price-book.ts'
import { perLanguage } from '../../catalogue/language.ts'
import { pricesWords } from '../../catalogue/prices.ts'
import { formatNumber } from '../../format/number.ts'

/** What a rate is for, when it counts and what it costs, as text. */
export interface RateText {
  /** The network, or the class of networks. */
  readonly of: string
  readonly use: string
  readonly price: string
  readonly hours: string
  readonly span: string
  readonly source: string
}

const day = perLanguage((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }))
const weekday = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }),
)

/** 1 January 2024 was a Monday. */
const nameOfDay = (number: number) => weekday().format(Date.UTC(2024, 0, number))

/** A rate in the words of the page. */
export function rateText(rate: PriceRate): RateText {
  const words = pricesWords.value
  const { network, networkClass = '', direction, destination = 'any', unit, schedule, source = '' } = rate
  return {
    of: network ?? words.allOf(networkClass),
    use: isTraffic(unit)
      ? words.traffic(words.directions[direction], words.destinations[destination])
      : words.units[unit],
    price: tiersText(rate),
    hours: schedule ? scheduleText(schedule) : words.always,
    span: spanText(rate),
    source,
  }
}

const isTraffic = (unit: PriceRate['unit']): unit is 'GB' | 'GiB' => unit === 'GB' || unit === 'GiB'

/** The digits stay as they were written: no cent is rounded. */
function tiersText({ tiers, currency, unit }: PriceRate): string {
  const words = pricesWords.value
  const per = words.per[unit]
  const parts = tiers.map(({ price, upTo }) =>
    upTo === undefined ? price : words.upTo(price, formatNumber(upTo)),
  )
  return `${parts.join(words.then)} ${currency} ${per}`
}

function scheduleText({ days = [], from, to, timeZone }: PriceSchedule): string {
  const named = days.toSorted((one, other) => one - other).map(nameOfDay)
  return [named.join(' '), `${from}–${to}`, timeZone].filter(Boolean).join(' ')
}

function spanText({ effectiveFrom, effectiveTo }: PriceRate): string {
  const words = pricesWords.value
  const from = day().format(new Date(effectiveFrom))
  return effectiveTo === undefined
    ? words.from(from)
    : words.fromUntil(from, day().format(new Date(effectiveTo)))
}
