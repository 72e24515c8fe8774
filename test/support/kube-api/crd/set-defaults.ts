import { isJsonObject, objectAt } from '../objects/json-object.ts'
import { itemSchema, memberSchema, type Schema } from './schema.ts'

/** Sets the defaults of a schema in a value, in place; null counts as nothing where it is not allowed. */
export function setDefaults(value: unknown, schema: Schema): void {
  if (Array.isArray(value)) for (const entry of value) setDefaults(entry, itemSchema(schema))
  if (!isJsonObject(value)) return
  for (const [name, member] of Object.entries(objectAt(schema, 'properties'))) {
    if (!isJsonObject(member)) continue
    if (value[name] === null && member['nullable'] !== true && 'default' in member)
      Reflect.deleteProperty(value, name)
    if (!(name in value) && 'default' in member) value[name] = structuredClone(member['default'])
  }
  for (const [name, entry] of Object.entries(value)) setDefaults(entry, memberSchema(schema, name) ?? {})
}
