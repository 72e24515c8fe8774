import { perLanguage } from '../catalogue/language.ts'

const time = perLanguage((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }))
const full = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }),
)

/** The time of day in the reader's zone, to the second. */
export const formatTimeOfDay = (at: number): string => time().format(at)

/** Date, time and zone. */
export const formatMoment = (at: number): string => full().format(at)
