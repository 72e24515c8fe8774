/** What JSON calls an object. */
export type JsonObject = Record<string, unknown>

/** Whether a value is an object, and neither null nor a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value at a path of members; undefined where there is none. */
export function valueAt(root: unknown, ...path: readonly string[]): unknown {
  let value = root
  for (const member of path) value = isJsonObject(value) ? value[member] : undefined
  return value
}

/** The text at a path; empty where there is none. */
export function textAt(root: unknown, ...path: readonly string[]): string {
  const value = valueAt(root, ...path)
  return typeof value === 'string' ? value : ''
}

/** The object at a path; an empty one where there is none. */
export function objectAt(root: unknown, ...path: readonly string[]): JsonObject {
  const value = valueAt(root, ...path)
  return isJsonObject(value) ? value : {}
}

/** The list at a path; an empty one where there is none. */
export function listAt(root: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = valueAt(root, ...path)
  return Array.isArray(value) ? value : []
}

/** The texts of a list at a path. */
export function textsAt(root: unknown, ...path: readonly string[]): readonly string[] {
  return listAt(root, ...path).filter((value) => typeof value === 'string')
}
