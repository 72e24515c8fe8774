import { isJsonObject, type JsonObject } from '../objects/json-object.ts'
import type { ListKeys } from '../resources/resource-type.ts'

/**
 * A leaf's way through an object, element by element as `fieldsV1` has them: `f:name` for a member, `k:{...}` for an
 * entry of a list with keys, `v:...` for one of a set. An entry with keys is a leaf of its own beside what is in it.
 */
export type FieldPath = readonly string[]

/** How lists merge, by the members on the way to them. */
export type ListKeysAt = (path: readonly string[]) => ListKeys | null

/** Fields that nobody owns: the server's own. */
const unowned = new Set([
  'name',
  'namespace',
  'generateName',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
])

/** Every leaf of an object with its value, by the text of its path. */
export function leavesOf(object: JsonObject, listKeys: ListKeysAt): Map<string, unknown> {
  const leaves = new Map<string, unknown>()
  const { apiVersion: _version, kind: _kind, metadata, ...rest } = object
  const own = Object.entries(isJsonObject(metadata) ? metadata : {}).filter(([name]) => !unowned.has(name))
  const counted = { ...rest, ...(own.length > 0 && { metadata: Object.fromEntries(own) }) }
  for (const [name, value] of Object.entries(counted)) collect(leaves, value, [`f:${name}`], [name], listKeys)
  return leaves
}

function collect(
  leaves: Map<string, unknown>,
  value: unknown,
  path: FieldPath,
  members: readonly string[],
  listKeys: ListKeysAt,
): void {
  const keys = Array.isArray(value) ? listKeys(members) : null
  if (isJsonObject(value) && Object.keys(value).length > 0)
    for (const [name, member] of Object.entries(value))
      collect(leaves, member, [...path, `f:${name}`], [...members, name], listKeys)
  else if (Array.isArray(value) && keys !== null)
    for (const entry of value as readonly unknown[]) {
      const at = [...path, entryElement(entry, keys)]
      leaves.set(textOf(at), keys === 'set' ? entry : {})
      if (keys !== 'set' && isJsonObject(entry))
        for (const [name, member] of Object.entries(entry))
          collect(leaves, member, [...at, `f:${name}`], [...members, name], listKeys)
    }
  else leaves.set(textOf(path), value)
}

/** How an entry of a list is told from the others. */
export function entryElement(entry: unknown, keys: ListKeys): string {
  if (keys === 'set' || !isJsonObject(entry)) return `v:${JSON.stringify(entry)}`
  const shown = Object.fromEntries(keys.filter((key) => key in entry).map((key) => [key, entry[key]]))
  return `k:${JSON.stringify(shown)}`
}

const separator = '\u0001'

/** A path as one text, and back. */
export const textOf = (path: FieldPath): string => path.join(separator)
/** See `textOf`. */
export const pathOf = (text: string): FieldPath => text.split(separator)

/** A path as conflicts tell it: `.spec.ports[port=80].name`. */
export function sayPath(text: string): string {
  const parts = pathOf(text).map((element) => {
    if (element.startsWith('f:')) return `.${element.slice(2)}`
    if (element.startsWith('v:')) return `[=${element.slice(2)}]`
    const keys = Object.entries(JSON.parse(element.slice(2)) as JsonObject)
    return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`
  })
  return parts.join('')
}
