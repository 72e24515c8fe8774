import { kpiContracts, type Kpi } from './kpi.ts'

const prefixes = ['', 'k', 'M', 'G', 'T', 'P']

/** A reading with its unit, three digits of it: `55 %`, `0.42 ms`, `940 Mbit/s`, `0.02 per GB`, `3`. */
export function readingText(kpi: Kpi, reading: number): string {
  switch (kpiContracts[kpi].unit) {
    case 'ratio':
      return `${digits(reading * 100)} %`
    case 'milliseconds':
      return `${digits(reading)} ms`
    case 'bitsPerSecond':
      return bitRateText(reading)
    case 'perGigabyte':
      return `${digits(reading)} per GB`
    case 'count':
      return digits(reading)
  }
}

function bitRateText(bitsPerSecond: number): string {
  let [step, scaled] = [0, bitsPerSecond]
  while (Number(digits(scaled)) >= 1000 && step < prefixes.length - 1) {
    scaled /= 1000
    step += 1
  }
  return `${digits(scaled)} ${prefixes[step] ?? ''}bit/s`
}

const digits = (value: number): string => String(Number(value.toPrecision(3)))
