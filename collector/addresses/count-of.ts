/**
 * A count out of JSON, which has it as a number or, where it may be longer, as digits in a text. A number beyond 2^53
 * was cut by JSON already.
 * @throws {Error} for anything else, and for less than nothing
 */
export function countOf(value: unknown, member: string): bigint {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return BigInt(Math.trunc(value))
  if (typeof value === 'string' && /^\d{1,40}$/.test(value)) return BigInt(value)
  throw new Error(`its ${member} is no count`)
}

/** The same, and nothing where it is missing. */
export function countOrNone(value: unknown, member: string): bigint {
  return value === undefined || value === null ? 0n : countOf(value, member)
}
