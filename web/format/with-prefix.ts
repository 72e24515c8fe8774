import { perLanguage } from '../catalogue/language.ts'

const prefixes = ['', 'k', 'M', 'G', 'T', 'P']
const number = perLanguage(
  (locale) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, useGrouping: false }),
)

/** Three significant digits of an amount, and the SI prefix that goes with them. */
export function withPrefix(amount: number): { readonly digits: string; readonly prefix: string } {
  let step = 0
  let scaled = amount
  while (Number(number().format(scaled)) >= 1000 && step < prefixes.length - 1) {
    scaled /= 1000
    step += 1
  }
  return { digits: number().format(scaled), prefix: prefixes[step] ?? '' }
}
