import type { TSchema } from 'typebox'
import Value from 'typebox/value'
import { ChartValues } from './chart-values.ts'

/** The chart's values as they are where nobody says anything. */
export function defaultValues(): ChartValues {
  return defaultOf(ChartValues) as ChartValues
}

/** What is wrong with values, one sentence each; Helm says the same by `values.schema.json`. */
export function valueFaults(values: unknown): readonly string[] {
  return [...Value.Errors(ChartValues, values)].map(
    ({ instancePath, message, params }) =>
      `Cannot take the value ${instancePath.slice(1).replaceAll('/', '.') || 'file'}: it ${message} ${JSON.stringify(params)}`,
  )
}

interface Described {
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, TSchema>>
}

function defaultOf(schema: TSchema): unknown {
  const { default: value, properties } = schema as Described
  if (value !== undefined) return value
  const members = Object.entries(properties ?? {}).map(([name, member]) => [name, defaultOf(member)] as const)
  return members.length === 0
    ? undefined
    : Object.fromEntries(members.filter(([, member]) => member !== undefined))
}
