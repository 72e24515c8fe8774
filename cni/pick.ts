/** The members of an object that are named and present; null counts as absent. */
export function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  const picked: Partial<Pick<T, K>> = {}
  for (const key of keys) if (from[key] !== undefined && from[key] !== null) picked[key] = from[key]
  return picked as Pick<T, K>
}
