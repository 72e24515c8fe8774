import { readFile } from 'node:fs/promises'
import { messageOf } from '../../service-kit/message-of.ts'
import { SourceFault } from '../sources/source-fault.ts'

/**
 * The bearer token in a file, as it is now: kubelet rotates it.
 * @throws {SourceFault} `unauthorized` if there is none
 */
export async function readToken(file: string, signal: AbortSignal): Promise<string> {
  const token = (await readOr(file, signal, 'unauthorized', 'the token')).trim()
  if (token === '')
    throw new SourceFault('unauthorized', `Cannot use the token in ${file} as it is empty: mount one there`)
  // Anything else would be refused by Node with the token in its message.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new SourceFault(
      'unauthorized',
      `Cannot use the token in ${file} as it is not one line of ASCII: mount one there`,
    )
  return token
}

/**
 * The certificates in a file, as they are now.
 * @throws {SourceFault} `unreachable` if it cannot be read
 */
export function readAuthority(file: string, signal: AbortSignal): Promise<string> {
  return readOr(file, signal, 'unreachable', 'the CA')
}

async function readOr(
  file: string,
  signal: AbortSignal,
  reason: 'unauthorized' | 'unreachable',
  what: string,
): Promise<string> {
  try {
    return await readFile(file, { encoding: 'utf8', signal })
  } catch (error) {
    throw new SourceFault(
      reason,
      `Cannot read ${what} in ${file} (${codeOf(error)}): let this program read it`,
      {
        cause: error,
      },
    )
  }
}

/** Node's code of an error, else its message. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : messageOf(error)
}
