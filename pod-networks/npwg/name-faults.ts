import { quoted } from '../quoted.ts'

const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?'
const namespace = new RegExp(`^${label}$`)
const name = new RegExp(`^${label}(?:\\.${label})*$`)

/** What is wrong with a namespace (a DNS-1123 label), as words that follow "as"; null if nothing is. */
export function namespaceFault(text: string): string | null {
  if (text.length <= 63 && namespace.test(text)) return null
  return `${quoted(text)} is no namespace: write at most 63 of a-z, 0-9 and "-"`
}

/** What is wrong with an object's name (a DNS-1123 subdomain), as words that follow "as"; null if nothing is. */
export function objectNameFault(text: string): string | null {
  if (text.length <= 253 && name.test(text)) return null
  return `${quoted(text)} is no name of an object: write at most 253 of a-z, 0-9, "-" and "."`
}
