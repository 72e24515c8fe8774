import { CniError } from './cni-error.ts'
import { errorCodes } from './error-codes.ts'
import { valueEnd } from './scan-json.ts'

/**
 * The `name=value` pairs of CNI_ARGS. Values end at a semicolon, but for a JSON object (K8S_ANNOT), which ends at its
 * own closing brace. The last of several pairs of a name counts. Throws code 4 for a pair without a name.
 */
export function parseCniArgs(cniArgs: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  for (let at = 0; at < cniArgs.length;) {
    const end = pairEnd(cniArgs, at)
    const pair = cniArgs.slice(at, end)
    const equals = pair.indexOf('=')
    if (equals > 0) pairs.set(pair.slice(0, equals), pair.slice(equals + 1))
    else if (pair !== '')
      throw new CniError(
        errorCodes.invalidEnvironment,
        `Invalid CNI_ARGS: the part at character ${at + 1} is not of the form NAME=value`,
      )
    at = end + 1
  }
  return pairs
}

function pairEnd(cniArgs: string, at: number): number {
  const semicolon = cniArgs.indexOf(';', at)
  const end = semicolon === -1 ? cniArgs.length : semicolon
  const value = cniArgs.indexOf('=', at) + 1
  if (value === 0 || value > end || cniArgs[value] !== '{') return end
  try {
    const close = valueEnd(cniArgs, value)
    return close === cniArgs.length || cniArgs[close] === ';' ? close : end
  } catch {
    return end
  }
}
