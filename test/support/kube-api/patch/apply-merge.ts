import { isDeepStrictEqual } from 'node:util'
import { isJsonObject, type JsonObject } from '../objects/json-object.ts'
import type { ListKeys } from '../resources/resource-type.ts'
import { entryElement, pathOf, type ListKeysAt } from './field-paths.ts'

/** Lays what was applied over what there is: maps merge, lists by their keys. Neither argument is changed. */
export function applyMerge(
  live: unknown,
  applied: unknown,
  listKeys: ListKeysAt,
  path: readonly string[] = [],
): unknown {
  if (isJsonObject(applied)) {
    const merged: JsonObject = isJsonObject(live) ? { ...live } : {}
    for (const [name, value] of Object.entries(applied))
      merged[name] = applyMerge(merged[name], value, listKeys, [...path, name])
    return merged
  }
  const keys = Array.isArray(applied) ? listKeys(path) : null
  if (!Array.isArray(applied) || keys === null) return applied
  return mergedList(Array.isArray(live) ? live : [], applied, keys, listKeys, path)
}

function mergedList(
  live: readonly unknown[],
  applied: readonly unknown[],
  keys: ListKeys,
  listKeys: ListKeysAt,
  path: readonly string[],
): unknown[] {
  const merged = [...live]
  for (const entry of applied) {
    const element = entryElement(entry, keys)
    const index = merged.findIndex((each) => entryElement(each, keys) === element)
    if (index < 0) merged.push(entry)
    else merged[index] = applyMerge(merged[index], entry, listKeys, path)
  }
  return merged
}

/** Takes a leaf out of an object, in place; maps and lists that it leaves empty go with it. */
export function removeLeaf(object: JsonObject, leaf: string, listKeys: ListKeysAt): void {
  removeAt(object, pathOf(leaf), [], listKeys)
}

function removeAt(
  value: unknown,
  path: readonly string[],
  members: readonly string[],
  listKeys: ListKeysAt,
): void {
  const [element = '', ...rest] = path
  if (element.startsWith('f:')) {
    const name = element.slice(2)
    if (!isJsonObject(value) || !(name in value)) return
    const at = [...members, name]
    if (rest.length > 0) removeAt(value[name], rest, at, listKeys)
    if (rest.length === 0 || isEmpty(value[name])) Reflect.deleteProperty(value, name)
    return
  }
  const keys = listKeys(members)
  if (!Array.isArray(value) || keys === null) return
  const index = value.findIndex((each) => isDeepStrictEqual(entryElement(each, keys), element))
  if (index < 0) return
  if (rest.length === 0) value.splice(index, 1)
  else removeAt(value[index], rest, members, listKeys)
}

const isEmpty = (value: unknown) =>
  (isJsonObject(value) && Object.keys(value).length === 0) || (Array.isArray(value) && value.length === 0)
