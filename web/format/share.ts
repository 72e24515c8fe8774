import { perLanguage } from '../catalogue/language.ts'

const whole = perLanguage(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
)
const fine = perLanguage(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 }),
)

/** What is less than this is told as less: more digits would only flicker. */
const least = 0.0001

/** A ratio as a percentage: whole above 10 %, two significant digits below, so that small drop ratios stay visible. */
export function formatShare(ratio: number): string {
  if (ratio > 0 && ratio < least) return `<${fine().format(least)}`
  return (Math.abs(ratio) < 0.1 ? fine() : whole()).format(ratio)
}
