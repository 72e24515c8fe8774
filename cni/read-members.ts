import { CniError } from './cni-error.ts'
import { errorCodes } from './error-codes.ts'

/** An object of parsed JSON. */
export type Members = Readonly<Record<string, unknown>>

/** What the members that we know of an object must be; all but the required ones may be missing or null. */
export type MemberTypes<T extends object> = Readonly<Record<keyof T, keyof typeof checks>>

const isText = (value: unknown) => typeof value === 'string'

const checks = {
  text: isText,
  number: (value: unknown) => typeof value === 'number',
  texts: (value: unknown) => Array.isArray(value) && value.every(isText),
}

const nouns = { text: 'text', number: 'number', texts: 'list of texts' } as const

/** A result that is none (code 6). `fault` names what of it, and how. */
export const malformed = (fault: string) =>
  new CniError(errorCodes.decodingFailure, `Invalid CNI result: ${fault}`)

/**
 * The members of an object that we know, and nothing else of it; null counts as absent. A value of another type is
 * refused here, as nobody later on expects a list that is nested a million times where a text belongs. Throws code 6.
 */
export function readMembers<T extends object>(from: Members, types: MemberTypes<T>, what: string): T {
  const read: Record<string, unknown> = {}
  for (const [name, type] of Object.entries<keyof typeof checks>(types)) {
    const value = from[name] ?? null
    if (value === null) continue
    if (!checks[type](value)) throw malformed(`the ${name} of ${what} is no ${nouns[type]}`)
    read[name] = value
  }
  return read as T
}
