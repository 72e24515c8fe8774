import { perLanguage } from '../catalogue/language.ts'
import { pageWords } from '../catalogue/page.ts'

const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1_000 },
] as const

const relative = perLanguage((locale) => new Intl.RelativeTimeFormat(locale, { style: 'short' }))

const narrowIn = (unit: string) =>
  perLanguage((locale) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }))
const narrow = {
  day: narrowIn('day'),
  hour: narrowIn('hour'),
  minute: narrowIn('minute'),
  second: narrowIn('second'),
}

/** The largest unit that fits, and how many whole ones; never negative, as clocks of two machines differ a little. */
function inLargestUnit(ms: number) {
  const { unit, ms: length } = units.find((one) => ms >= one.ms) ?? units[3]
  return { unit, count: Math.max(0, Math.floor(ms / length)) }
}

/** How old something is: `4s`, `3m`. */
export function formatAge(ms: number): string {
  const { unit, count } = inLargestUnit(ms)
  return narrow[unit]().format(count)
}

/** How long ago something was: `4 sec ago`, `just now` within a second. */
export function formatAgo(ms: number): string {
  const { unit, count } = inLargestUnit(ms)
  return count === 0 ? pageWords.value.justNow : relative().format(-count, unit)
}
