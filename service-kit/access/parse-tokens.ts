import { createHash } from 'node:crypto'

/** A token by its digest: the text itself is not kept. */
export interface NamedToken {
  readonly name: string
  readonly may: 'read' | 'write'
  readonly digest: Buffer
}

const line =
  /^(?<name>[A-Za-z0-9][A-Za-z0-9._@-]{0,62})\s+(?<may>read|write)\s+(?<token>[\x21-\x7e]{32,512})$/
const mostTokens = 256

/**
 * Reads lines of `name read|write token`; empty ones and those that begin with `#` say nothing. Of a faulty line only its
 * number is told.
 * @throws {Error} one sentence with all faults
 */
export function parseTokens(text: string): readonly NamedToken[] {
  const tokens: NamedToken[] = []
  const faults: string[] = []
  for (const [index, each] of text.split(/\r?\n/).entries()) {
    const said = each.trim()
    if (said === '' || said.startsWith('#')) continue
    const { name, may, token } = line.exec(said)?.groups ?? {}
    if (name === undefined || token === undefined)
      faults.push(`line ${index + 1} is not "name read|write token" with a token of 32 to 512 characters`)
    else if (tokens.some((known) => known.name === name)) faults.push(`line ${index + 1} names ${name} again`)
    else tokens.push({ name, may: may === 'write' ? 'write' : 'read', digest: digestOf(token) })
  }
  if (tokens.length > mostTokens) faults.push(`it has more than ${mostTokens} tokens`)
  if (faults.length > 0) throw new Error(faults.join('; '))
  return tokens
}

/** All digests are of one length, which comparing in constant time needs. */
export function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
