import type { TSchema } from 'typebox'
import { stringify } from 'yaml'
import { ChartValues } from '../values/chart-values.ts'
import { defaultValues } from '../values/default-values.ts'
import { generatedMark } from './generated-mark.ts'

/** A value of the chart, for people. */
export interface ValueRow {
  /** `agent.resources.limits.memory`. */
  readonly path: string
  readonly value: unknown
  readonly description: string
}

interface Described {
  readonly description?: string
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly default?: unknown
}

/** The values file with what each value is. */
export function valuesYaml(): string {
  return `${generatedMark}\n${block(ChartValues, defaultValues(), '')}`
}

/** Every value, in the order of the file. */
export function valueRows(
  schema: TSchema = ChartValues,
  value: unknown = defaultValues(),
  path = '',
): ValueRow[] {
  const { properties, default: whole, description = '' } = schema as Described
  if (properties === undefined || whole !== undefined || value === undefined)
    return [{ path, value, description }]
  return Object.entries(properties).flatMap(([name, member]) =>
    valueRows(
      member,
      (value as Readonly<Record<string, unknown>>)[name],
      path === '' ? name : `${path}.${name}`,
    ),
  )
}

function block(schema: TSchema, value: unknown, indent: string): string {
  const { properties = {} } = schema as Described
  return Object.entries(properties)
    .map(([name, member]) => entry(name, member, (value as Readonly<Record<string, unknown>>)[name], indent))
    .join(indent === '' ? '\n' : '')
}

function entry(name: string, schema: TSchema, value: unknown, indent: string): string {
  const { description, properties, default: whole } = schema as Described
  const comment = description === undefined || description === '' ? '' : `${indent}# ${description}\n`
  if (value === undefined) return `${comment}${indent}# ${name}:\n`
  if (properties !== undefined && whole === undefined)
    return `${comment}${indent}${name}:\n${block(schema, value, `${indent}  `)}`
  return `${comment}${indented(stringify({ [name]: value }, { lineWidth: 0 }), indent)}`
}

const indented = (text: string, indent: string) => text.replaceAll(/^(?=.)/gm, indent)
