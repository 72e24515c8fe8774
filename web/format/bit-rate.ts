import { locale } from '../catalogue/english.ts'

const prefixes = ['', 'k', 'M', 'G', 'T', 'P']
const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, useGrouping: false })

/** Bits per second with three significant digits and an SI prefix: `412 Mbit/s`. */
export function formatBitRate(bitsPerSecond: number): string {
  let step = 0
  let scaled = bitsPerSecond
  while (Number(number.format(scaled)) >= 1000 && step < prefixes.length - 1) {
    scaled /= 1000
    step += 1
  }
  return `${number.format(scaled)}\u00a0${prefixes[step] ?? ''}bit/s`
}
