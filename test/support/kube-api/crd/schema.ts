import { isJsonObject, objectAt, type JsonObject } from '../objects/json-object.ts'

/** A JSONSchemaProps of a CRD. */
export type Schema = JsonObject

/** What a schema says of a member or, for maps, of every member; null if it says nothing. */
export function memberSchema(schema: Schema, name: string): Schema | null {
  const own = objectAt(schema, 'properties')[name]
  if (isJsonObject(own)) return own
  const others = schema['additionalProperties']
  return isJsonObject(others) ? others : null
}

/** What a schema says of the entries of its list. */
export const itemSchema = (schema: Schema): Schema => objectAt(schema, 'items')

/** Whether members that it does not name are kept. */
export const keepsUnknown = (schema: Schema): boolean =>
  schema['x-kubernetes-preserve-unknown-fields'] === true

/** Whether a text or a whole number will do. */
export const isIntOrString = (schema: Schema): boolean => schema['x-kubernetes-int-or-string'] === true
