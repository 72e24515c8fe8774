import type { Kpi } from '../../domain/kpi.ts'
import type { ReasonWords } from '../catalogue/reasons.en.ts'
import { english as terms } from '../catalogue/terms.en.ts'

const prefixes = ['', 'k', 'M', 'G', 'T', 'P']

/** Three digits of a number, as the server's sentences have them, whatever the language. */
export const toldDigits = (value: number): string => String(Number(value.toPrecision(3)))

/** A reading with its unit, as the server's sentences have it: `55 %`, `940 Mbit/s`. */
export function toldReading(words: ReasonWords, kpi: Kpi, reading: number): string {
  switch (terms.kpi[kpi].unit) {
    case 'share':
      return `${toldDigits(reading * 100)} %`
    case 'time':
      return `${toldDigits(reading)} ms`
    case 'rate':
      return toldRate(reading)
    case 'price':
      return words.perGigabyte(toldDigits(reading))
    case 'count':
      return toldDigits(reading)
  }
}

function toldRate(bitsPerSecond: number): string {
  let [step, scaled] = [0, bitsPerSecond]
  while (Number(toldDigits(scaled)) >= 1000 && step < prefixes.length - 1) {
    scaled /= 1000
    step += 1
  }
  return `${toldDigits(scaled)} ${prefixes[step] ?? ''}bit/s`
}
