import { anonymous, isReading, localCaller, type Access } from './access.ts'
import type { AccessOptions } from './local-access.ts'
import type { TokenFile } from './token-file.ts'

/** Callers by the tokens of a file; one of this machine has to show one too, unless anybody may read. */
export function tokenAccess(
  tokens: Pick<TokenFile, 'find'>,
  { isReadingOpen = false }: AccessOptions = {},
): Access {
  return {
    mode: 'tokens',
    async identify({ token, isLocal }) {
      if (token !== null) {
        const found = await tokens.find(token)
        return found === null ? null : { name: found.name, groups: [], by: 'token', may: found.may }
      }
      if (!isReadingOpen) return null
      return isLocal ? localCaller('read') : anonymous
    },
    allows: ({ may }, asked) => Promise.resolve(may === 'write' || isReading(asked)),
  }
}
