import { isJsonObject, type JsonObject } from '../objects/json-object.ts'
import { itemSchema, keepsUnknown, memberSchema, type Schema } from './schema.ts'

/** Members that every embedded object has, whatever its schema says. */
const ofObjects = new Set(['apiVersion', 'kind', 'metadata'])

/** Takes members that the schema does not know out of a value, in place; gives back their paths. */
export function prune(value: unknown, schema: Schema, path = '', isRoot = true): string[] {
  if (Array.isArray(value))
    return value.flatMap((entry, index) => prune(entry, itemSchema(schema), `${path}[${index}]`, false))
  if (!isJsonObject(value)) return []
  const keepsTypeMeta = isRoot || schema['x-kubernetes-embedded-resource'] === true
  return Object.keys(value).flatMap((name) => {
    if (keepsTypeMeta && ofObjects.has(name)) return []
    return pruneMember(value, name, schema, path === '' ? name : `${path}.${name}`)
  })
}

function pruneMember(value: JsonObject, name: string, schema: Schema, path: string): string[] {
  const known = memberSchema(schema, name)
  if (known !== null) return prune(value[name], known, path, false)
  if (keepsUnknown(schema)) return []
  Reflect.deleteProperty(value, name)
  return [path]
}
