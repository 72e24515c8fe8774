import { isDeepStrictEqual } from 'node:util'
import { isJsonObject, textsAt } from '../objects/json-object.ts'
import type { Schema } from './schema.ts'

/** The entry that an entry of a list was before: by the keys of a `map` list, by value in a `set`; else undefined. */
export function oldEntryOf(entry: unknown, old: unknown, schema: Schema): unknown {
  if (!Array.isArray(old)) return undefined
  const entries = old as readonly unknown[]
  if (schema['x-kubernetes-list-type'] === 'map' && isJsonObject(entry)) {
    const keys = textsAt(schema, 'x-kubernetes-list-map-keys')
    return entries.find(
      (each) => isJsonObject(each) && keys.every((key) => isDeepStrictEqual(each[key], entry[key])),
    )
  }
  return schema['x-kubernetes-list-type'] === 'set'
    ? entries.find((each) => isDeepStrictEqual(each, entry))
    : undefined
}
