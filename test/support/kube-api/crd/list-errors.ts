import { fieldError, type FieldError } from '../objects/field-error.ts'
import { isJsonObject, textsAt } from '../objects/json-object.ts'
import type { Schema } from './schema.ts'

/** Too few, too many or double entries of a list. */
export function listErrors(list: readonly unknown[], schema: Schema, path: string): FieldError[] {
  const errors: FieldError[] = []
  const { maxItems, minItems } = schema
  if (typeof maxItems === 'number' && list.length > maxItems)
    errors.push(fieldError.tooMany(path, list.length, maxItems))
  if (typeof minItems === 'number' && list.length < minItems)
    errors.push(
      fieldError.invalid(path, list.length, `${path} in body should have at least ${minItems} items`),
    )
  return [...errors, ...duplicates(list, schema, path)]
}

function duplicates(list: readonly unknown[], schema: Schema, path: string): FieldError[] {
  const type = schema['x-kubernetes-list-type']
  if (type !== 'set' && type !== 'map') return []
  const keys = textsAt(schema, 'x-kubernetes-list-map-keys')
  const seen = new Set<string>()
  return list.flatMap((entry, index) => {
    const shown =
      type === 'set' || !isJsonObject(entry)
        ? entry
        : Object.fromEntries(keys.map((key) => [key, entry[key]]))
    const key = JSON.stringify(shown)
    const isDouble = seen.has(key)
    seen.add(key)
    return isDouble ? [fieldError.duplicate(`${path}[${index}]`, shown)] : []
  })
}
