import { isDeepStrictEqual } from 'node:util'
import { fieldError, type FieldError } from '../objects/field-error.ts'
import { isJsonObject, listAt, objectAt, textAt, textsAt } from '../objects/json-object.ts'
import { listErrors } from './list-errors.ts'
import { scalarErrors } from './scalar-errors.ts'
import { isIntOrString, itemSchema, memberSchema, type Schema } from './schema.ts'
import { oldEntryOf } from './old-entry.ts'

/**
 * What is wrong with a value by its schema, in the words of kube-openapi. What an update leaves as it was is not
 * looked at (ratcheting); `old` is undefined where there was nothing.
 */
export function schemaErrors(value: unknown, schema: Schema, path: string, old?: unknown): FieldError[] {
  if (old !== undefined && isDeepStrictEqual(value, old)) return []
  if (value === null && schema['nullable'] === true) return []
  const wrongType = typeError(value, schema, path)
  if (wrongType !== null) return [wrongType]
  return [
    ...scalarErrors(value, schema, path),
    ...(Array.isArray(value) ? entryErrors(value, schema, path, old) : []),
    ...(isJsonObject(value) ? memberErrors(value, schema, path, old) : []),
    ...junctorErrors(value, schema, path),
  ]
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

function typeError(value: unknown, schema: Schema, path: string): FieldError | null {
  const actual = typeOf(value)
  const wanted = textAt(schema, 'type')
  const isGood =
    actual === wanted ||
    (wanted === '' && (isIntOrString(schema) ? ['integer', 'string'].includes(actual) : true)) ||
    (wanted === 'number' && actual === 'integer')
  if (isGood) return null
  const type = isIntOrString(schema) ? 'integer,string' : wanted
  return fieldError.invalid(path, actual, `${path} in body must be of type ${type}: "${actual}"`)
}

function entryErrors(list: readonly unknown[], schema: Schema, path: string, old: unknown): FieldError[] {
  return [
    ...listErrors(list, schema, path),
    ...list.flatMap((entry, index) =>
      schemaErrors(entry, itemSchema(schema), `${path}[${index}]`, oldEntryOf(entry, old, schema)),
    ),
  ]
}

function memberErrors(
  value: Record<string, unknown>,
  schema: Schema,
  path: string,
  old: unknown,
): FieldError[] {
  const count = Object.keys(value).length
  const at = (name: string) => (path === '' ? name : `${path}.${name}`)
  const missing = textsAt(schema, 'required').filter((name) => !(name in value))
  const errors = missing.map((name) => fieldError.required(at(name)))
  const { maxProperties, minProperties } = schema
  if (typeof maxProperties === 'number' && count > maxProperties)
    errors.push(fieldError.tooMany(path, count, maxProperties))
  if (typeof minProperties === 'number' && count < minProperties)
    errors.push(
      fieldError.invalid(path, count, `${path} in body should have at least ${minProperties} properties`),
    )
  for (const [name, member] of Object.entries(value)) {
    const known = memberSchema(schema, name)
    if (known === null || (path === '' && name === 'metadata')) continue
    errors.push(...schemaErrors(member, known, at(name), isJsonObject(old) ? old[name] : undefined))
  }
  return errors
}

function junctorErrors(value: unknown, schema: Schema, path: string): FieldError[] {
  const holds = (each: unknown) => isJsonObject(each) && schemaErrors(value, each, path).length === 0
  const wrong = (text: string): FieldError => ({ ...fieldError.invalid(path, value, ''), text })
  const errors: FieldError[] = []
  const said = `Invalid value: ${JSON.stringify(typeOf(value))}: `
  const any = listAt(schema, 'anyOf')
  if (any.length > 0 && !any.some(holds))
    errors.push(wrong(`${said}"${path}" must validate at least one schema (anyOf)`))
  const one = listAt(schema, 'oneOf')
  const found = one.filter(holds).length
  if (one.length > 0 && found !== 1)
    errors.push(
      wrong(
        `${said}"${path}" must validate one and only one schema (oneOf). Found ${found === 0 ? 'none' : String(found)} valid`,
      ),
    )
  for (const each of listAt(schema, 'allOf'))
    if (!holds(each)) errors.push(wrong(`${said}"${path}" must validate all the schemas (allOf)`))
  const not = objectAt(schema, 'not')
  if ('not' in schema && holds(not)) errors.push(wrong(`${said}"${path}" must not validate the schema (not)`))
  return errors
}
