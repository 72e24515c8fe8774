import { perLanguage } from '../catalogue/language.ts'

const minute = 60
const hour = 60 * minute
const ahead = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }))

/** How far off something is, no finer than anyone could tell: `3 h`, `40 min`; null beyond two days. */
export function formatAhead(seconds: number): string | null {
  if (seconds > 48 * hour) return null
  if (seconds >= 1.5 * hour) return `${ahead().format(Math.round(seconds / hour))}\u00a0h`
  const minutes = Math.round(seconds / minute)
  return `${minutes < 10 ? minutes : Math.round(minutes / 5) * 5}\u00a0min`
}
