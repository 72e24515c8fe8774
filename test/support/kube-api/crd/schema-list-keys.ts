import { textsAt } from '../objects/json-object.ts'
import type { ListKeys } from '../resources/resource-type.ts'
import { listKeysOfBuiltIn } from '../patch/built-in-list-keys.ts'
import { itemSchema, memberSchema, type Schema } from './schema.ts'

/** How the list at a path merges, by `x-kubernetes-list-type`; `metadata` is as everywhere. */
export function listKeysBySchema(schema: Schema, path: readonly string[]): ListKeys | null {
  if (path[0] === 'metadata') return listKeysOfBuiltIn(path)
  let found: Schema = schema
  for (const name of path) {
    const inItem = found['type'] === 'array' ? itemSchema(found) : found
    found = memberSchema(inItem, name) ?? {}
  }
  const type = found['x-kubernetes-list-type']
  if (type === 'set') return 'set'
  return type === 'map' ? textsAt(found, 'x-kubernetes-list-map-keys') : null
}
