import { locale } from '../catalogue/english.ts'

const prefixes = ['', 'k', 'M', 'G', 'T', 'P']
const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, useGrouping: false })

/** Three significant digits of an amount, and the SI prefix that goes with them. */
export function withPrefix(amount: number): { readonly digits: string; readonly prefix: string } {
  let step = 0
  let scaled = amount
  while (Number(number.format(scaled)) >= 1000 && step < prefixes.length - 1) {
    scaled /= 1000
    step += 1
  }
  return { digits: number.format(scaled), prefix: prefixes[step] ?? '' }
}
