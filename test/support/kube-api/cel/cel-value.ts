import { isJsonObject } from '../objects/json-object.ts'

/** A value as CEL takes it where nothing is known of its type: whole numbers are ints. */
export function celValue(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (Array.isArray(value)) return value.map(celValue)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, celValue(member)]))
}
