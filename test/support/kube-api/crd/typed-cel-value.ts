import { evaluate } from '@marcbachmann/cel-js'
import { celValue } from '../cel/cel-value.ts'
import { isJsonObject, objectAt } from '../objects/json-object.ts'
import { escapedName } from './escaped-name.ts'
import { isIntOrString, itemSchema, memberSchema, type Schema } from './schema.ts'

/** A value of a custom resource as its rules see it: typed by the schema, members under names that CEL can say. */
export function typedCelValue(value: unknown, schema: Schema): unknown {
  if (value === null || value === undefined) return value
  if (typeof value === 'number') return schema['type'] === 'number' ? value : celValue(value)
  if (typeof value === 'string') return textValue(value, schema)
  if (Array.isArray(value)) return value.map((entry) => typedCelValue(entry, itemSchema(schema)))
  if (!isJsonObject(value)) return value
  if (isIntOrString(schema) || (schema['type'] !== 'object' && !('properties' in schema)))
    return celValue(value)
  const named = objectAt(schema, 'properties')
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const known = memberSchema(schema, name)
      const shown = name in named ? escapedName(name) : name
      return [shown, known === null ? celValue(member) : typedCelValue(member, known)]
    }),
  )
}

function textValue(text: string, { format, type }: Schema): unknown {
  if (type !== 'string') return text
  if (format === 'date-time' || format === 'date') return new Date(text)
  if (format === 'byte') return new Uint8Array(Buffer.from(text, 'base64'))
  return format === 'duration' ? durationOf(text) : text
}

const durationOf = (text: string): unknown => evaluate(`duration(${JSON.stringify(text)})`) as unknown
