import { parseResult } from './parse-result.ts'
import { spliceMembers } from './splice-members.ts'
import { isAtLeast, type CniVersion } from './versions.ts'
import { writeResult } from './write-result.ts'

/**
 * A plugin's result as source text of that version. A result that is of it already stays as it is, byte for byte; one
 * that names no version is taken to be of it, as the reference library does. Throws as `parseResult`.
 */
export function resultInVersion(text: string, version: CniVersion): string {
  const parsed = parseResult(text)
  if (parsed.version === version) return text.trim()
  const isObject = text.trimStart().startsWith('{')
  if (parsed.version === null && isObject && isAtLeast(version, '0.3.0'))
    return spliceMembers(text.trim(), { cniVersion: JSON.stringify(version) })
  return writeResult(parsed.result, version)
}
