import type { TSchema } from 'typebox'

/** A schema as CustomResourceDefinitions have it: every part has one type, and unknown members are pruned. */
export interface StructuralSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, StructuralSchema>>
  readonly items?: StructuralSchema
  readonly additionalProperties?: StructuralSchema
  readonly [keyword: string]: unknown
}

type Members = Readonly<Record<string, unknown>>

/** What both kinds of schema say in the same words. */
const shared = [
  'description',
  'default',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'maxProperties',
  'required',
]

/**
 * A TypeBox schema as a structural one: unions of texts become an enum, records `additionalProperties`, and
 * `additionalProperties: false` is left out, as the API server prunes what a schema does not name.
 * @throws {Error} for what an API server would refuse, such as a union of several types
 */
export function structuralSchema(schema: TSchema): StructuralSchema {
  return convert(schema as Members, '')
}

function convert(schema: Members, path: string): StructuralSchema {
  if (Array.isArray(schema['anyOf'])) return enumOf(schema, schema['anyOf'] as readonly Members[], path)
  const { type } = schema
  if (typeof type !== 'string')
    throw new Error(`Cannot make a structural schema of ${path || 'it'} as it has not exactly one type`)
  return {
    type,
    ...keywords(schema),
    ...(type === 'integer' ? { format: 'int64' } : {}),
    ...nested(schema, path),
  }
}

function keywords(schema: Members): Members {
  return Object.fromEntries(shared.flatMap((name) => (name in schema ? [[name, schema[name]]] : [])))
}

function nested(schema: Members, path: string): Partial<StructuralSchema> {
  const { properties, items, patternProperties } = schema
  const child = (value: unknown, name: string) => convert(value as Members, `${path}.${name}`)
  if (items !== undefined) return { items: child(items, '[]') }
  if (patternProperties !== undefined)
    return { additionalProperties: child(Object.values(patternProperties as Members)[0], '*') }
  if (properties === undefined) return {}
  const entries = Object.entries(properties as Members).map(
    ([name, value]) => [name, child(value, name)] as const,
  )
  return { properties: Object.fromEntries(entries) }
}

function enumOf(schema: Members, anyOf: readonly Members[], path: string): StructuralSchema {
  const values = anyOf.map((each) => each['const'])
  if (!values.every((value) => typeof value === 'string'))
    throw new Error(`Cannot make a structural schema of ${path || 'it'} as it is a union of more than texts`)
  return { type: 'string', ...keywords(schema), enum: values }
}
