import { locale } from '../catalogue/english.ts'

const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' })
const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' })

/** The time of day in the reader's zone, to the second. */
export const formatTimeOfDay = (at: number): string => time.format(at)

/** Date, time and zone. */
export const formatMoment = (at: number): string => full.format(at)
