/** The bounds of a number, both allowed. */
export interface Bounds {
  readonly min?: number
  readonly max?: number
}

/** What a text says as a number: the number, or why it cannot be taken. */
export type NumberRead =
  | { readonly number: number; readonly fault?: undefined }
  | { readonly number?: undefined; readonly fault: 'not-a-number' | 'below' | 'outside' }

/** Digits with a point or a comma, as people type them; spaces around are nobody's fault. */
const numberPattern = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i

/** Reads what somebody has typed. Bounds that are open above are told as such. */
export function numberOf(text: string, { min = -Infinity, max = Infinity }: Bounds = {}): NumberRead {
  const trimmed = text.trim()
  const number = numberPattern.test(trimmed) ? Number(trimmed.replace(',', '.')) : NaN
  if (!Number.isFinite(number)) return { fault: 'not-a-number' }
  if (number >= min && number <= max) return { number }
  return { fault: max === Infinity ? 'below' : 'outside' }
}
