import { kpiContracts, type Kpi } from '../../domain/kpi.ts'
import { readingText } from '../../domain/reading-text.ts'

/** A score or a part of one: `.87`, `1.00`. */
export const scoreText = (score: number): string => score.toFixed(2)

/** A ratio as a percentage; small ones keep two digits, so that packet drops stay visible. */
export function shareText(ratio: number | null): string {
  if (ratio === null) return '-'
  const percent = ratio * 100
  if (percent > 0 && percent < 0.01) return '<0.01%'
  return `${percent > 0 && percent < 10 ? Number(percent.toPrecision(2)) : Math.round(percent)}%`
}

/** A reading of a KPI with its unit: ratios as here, others as in every sentence about them. */
export function figureText(kpi: Kpi, reading: number | null): string {
  if (reading === null) return '-'
  return kpiContracts[kpi].unit === 'ratio' ? shareText(reading) : readingText(kpi, reading)
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const

/** A length of time as kubectl shows ages: `4s`, `3m`, `2d`; never negative, as clocks of two machines differ. */
export function ageText(ms: number): string {
  const [unit, length] = units.find(([, each]) => ms >= each) ?? units[3]
  return `${Math.max(0, Math.floor(ms / length))}${unit}`
}

/** `1 node`, `2 nodes`. */
export const countText = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A bar for a value from 0 to 1, of at most so many columns, drawn in eighths of one. */
export function barText(value: number, columns: number): string {
  const steps = Math.round(Math.min(1, Math.max(0, value)) * columns * 8)
  return '█'.repeat(Math.floor(steps / 8)) + (eighths[steps % 8] ?? '')
}
