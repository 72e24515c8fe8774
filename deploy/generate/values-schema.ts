import type { TSchema } from 'typebox'
import { ChartValues } from '../values/chart-values.ts'

/** `values.schema.json`, by which Helm checks values: every value typed, and no other name taken. */
export function valuesSchema(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Values',
    ...optional(ChartValues),
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}

/** Helm checks values after they are merged; but a null takes a default away, and no part is then required. */
function optional(schema: TSchema): object {
  const plain = JSON.parse(JSON.stringify(schema)) as object
  return withoutRequired(plain) as object
}

function withoutRequired(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRequired)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(
    ([name, member]) => !(name === 'required' && Array.isArray(member)),
  )
  return Object.fromEntries(members.map(([name, member]) => [name, withoutRequired(member)]))
}
