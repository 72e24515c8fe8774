import type { Kpi } from '../../domain/kpi.ts'
import { perLanguage } from '../catalogue/language.ts'
import { terms, type ReadingUnit } from '../catalogue/terms.ts'
import { formatBitRate } from './bit-rate.ts'
import { formatCount } from './count.ts'
import { formatShare } from './share.ts'

const number = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }))

const symbols: Readonly<Record<ReadingUnit, string>> = {
  share: '%',
  time: 'ms',
  rate: 'bit/s',
  count: '',
  price: 'per GB',
}

/** A time in milliseconds, of two digits: `0.42 ms`, `12 ms`, `1,300 ms`. */
export function formatMilliseconds(ms: number): string {
  return `${number().format(ms)}\u00a0ms`
}

/** A reading with its unit. */
export function formatReading(kpi: Kpi, reading: number): string {
  switch (terms.value.kpi[kpi].unit) {
    case 'share':
      return formatShare(reading)
    case 'time':
      return formatMilliseconds(reading)
    case 'rate':
      return formatBitRate(reading)
    case 'count':
      return formatCount(reading)
    case 'price':
      return `${number().format(reading)} per\u00a0GB`
  }
}

/** What a reading of the KPI is counted in, to be read before what it is of. */
export function unitOf(kpi: Kpi): string {
  return symbols[terms.value.kpi[kpi].unit]
}
