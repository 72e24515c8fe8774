import type { PriceImport } from '../../../domain/price-import.ts'

/** What was pasted, as it is sent; or by which word it can be nothing that the server takes. */
export type ReadImport =
  | { readonly given: PriceImport; readonly pointer: '/csv' | '/rates' | '/opencost' }
  | { readonly fault: 'tooLong' | 'noJson' | 'noRates' }

/** As much as the server takes at once. */
const mostLetters = 1_000_000

/** Undefined while there is nothing but spaces. Rates as JSON, alone or in an object, else a table. */
export function readImport(text: string, add: boolean): ReadImport | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  if (trimmed.length > mostLetters) return { fault: 'tooLong' }
  if (!/^[[{]/.test(trimmed)) return { given: { csv: trimmed, add }, pointer: '/csv' }
  return ofJson(trimmed, add)
}

function ofJson(text: string, add: boolean): ReadImport {
  const value = parsed(text)
  if (value === undefined) return { fault: 'noJson' }
  if (Array.isArray(value)) return ofRates(value as GivenRates, add)
  const { rates, opencost } = value as { readonly rates?: unknown; readonly opencost?: unknown }
  if (Array.isArray(rates)) return ofRates(rates as GivenRates, add)
  if (opencost !== undefined) return { given: { ...(value as PriceImport), add }, pointer: '/opencost' }
  return { fault: 'noRates' }
}

/** Whether they are rates at all is for the server to say. */
type GivenRates = Extract<PriceImport, { rates: unknown }>['rates']

const ofRates = (rates: GivenRates, add: boolean): ReadImport => ({
  given: { rates, add },
  pointer: '/rates',
})

function parsed(text: string): object | undefined {
  try {
    return JSON.parse(text) as object
  } catch {
    return undefined
  }
}
