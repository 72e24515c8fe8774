import type { Kpi } from '../../../domain/kpi.ts'
import { terms } from '../../catalogue/terms.ts'
import { insightWords } from '../../catalogue/weight-insight.ts'
import { formatNumber } from '../../format/number.ts'

const isKpi = (name: string): name is Kpi => Object.hasOwn(terms.value.kpi, name)

/** What a field of a profile is called, in the words of the page; its path where the page has none. */
export function nameOfField(path: readonly string[]): string {
  const { weightOf, fields, parts } = insightWords.value
  const [part = '', ...rest] = path
  const [first = ''] = rest
  if (part === 'weights' && isKpi(first)) return weightOf(terms.value.kpi[first].name)
  const whole = path.join('.')
  if (Object.hasOwn(fields, whole)) return fields[whole] ?? whole
  return Object.hasOwn(parts, part) ? (parts[part]?.(rest.join(' ')) ?? whole) : whole
}

/** A value of a field as text. */
export function valueOfField(value: unknown): string {
  const { unset, yes, no } = insightWords.value
  if (value === undefined || value === null) return unset
  if (typeof value === 'boolean') return value ? yes : no
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.map(valueOfField).join(', ') || '–' : JSON.stringify(value)
}
