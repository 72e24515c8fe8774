import { isDeepStrictEqual } from 'node:util'
import { isJsonObject, type JsonObject } from '../objects/json-object.ts'
import { mergeKeyOf } from './strategic-merge-keys.ts'

/**
 * Kubernetes' strategic merge patch: maps merge, lists with a merge key merge by it, `$patch: delete` and
 * `$patch: replace`, `$deleteFromPrimitiveList/x`, `$setElementOrder/x` and `$retainKeys`. Neither argument is changed.
 */
export function strategicMerge(target: unknown, patch: JsonObject, path: readonly string[] = []): JsonObject {
  const { $patch: directive, ...members } = patch
  if (directive === 'replace') return members
  if (directive === 'delete') return {}
  const merged = retained(isJsonObject(target) ? { ...target } : {}, patch['$retainKeys'])
  for (const [name, value] of Object.entries(members)) {
    const removed = /^\$deleteFromPrimitiveList\/(.*)$/.exec(name)?.[1]
    if (removed !== undefined) merged[removed] = without(merged[removed], value)
    else if (!name.startsWith('$')) setMember(merged, name, value, [...path, name])
  }
  return merged
}

function setMember(merged: JsonObject, name: string, value: unknown, path: readonly string[]): void {
  const isDeleted = isJsonObject(value) && value['$patch'] === 'delete'
  if (value === null || isDeleted) Reflect.deleteProperty(merged, name)
  else if (isJsonObject(value)) merged[name] = strategicMerge(merged[name], value, path)
  else if (Array.isArray(value)) merged[name] = mergedList(merged[name], value as readonly unknown[], path)
  else merged[name] = value
}

function mergedList(target: unknown, patch: readonly unknown[], path: readonly string[]): unknown[] {
  const current = Array.isArray(target) ? [...(target as readonly unknown[])] : []
  if (patch.some((each) => isJsonObject(each) && each['$patch'] === 'replace'))
    return patch.filter((each) => !(isJsonObject(each) && each['$patch'] === 'replace'))
  const key = mergeKeyOf(path)
  if (key === 'values') return [...current, ...patch.filter((each) => !current.some(isEqualTo(each)))]
  if (key === null) return [...patch]
  return patch.reduce<unknown[]>((list, entry) => withEntry(list, entry, key, path), current)
}

function withEntry(
  list: readonly unknown[],
  entry: unknown,
  key: string,
  path: readonly string[],
): unknown[] {
  if (!isJsonObject(entry)) return [...list, entry]
  const isThis = (each: unknown) => isJsonObject(each) && each[key] === entry[key]
  if (entry['$patch'] === 'delete') return list.filter((each) => !isThis(each))
  const index = list.findIndex(isThis)
  const merged = strategicMerge(list[index], entry, path)
  return index < 0 ? [...list, merged] : list.with(index, merged)
}

function retained(target: JsonObject, keys: unknown): JsonObject {
  if (!Array.isArray(keys)) return target
  return Object.fromEntries(Object.entries(target).filter(([name]) => keys.includes(name)))
}

const isEqualTo = (value: unknown) => (other: unknown) => isDeepStrictEqual(value, other)
const without = (list: unknown, removed: unknown) =>
  (Array.isArray(list) ? (list as readonly unknown[]) : []).filter(
    (each) => !(Array.isArray(removed) && removed.some(isEqualTo(each))),
  )
