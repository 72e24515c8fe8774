/** A value of somebody's JSON as an error shows it. What is in a list or an object may have any size, and stays there. */
export function shown(value: unknown): string {
  if (value === undefined) return 'none'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value)
}
