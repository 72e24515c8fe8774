import { parseJson } from '../../cni/parse-json.ts'
import { PlatformError, type Platform } from '../platform/platform.ts'

const limitBytes = 1_048_576

/**
 * The names of this node's networks, best first, as the agent has last ranked them: `<stateDir>/last-good.json`,
 * `{"version":1,"at":<Unix time in ms>,"order":["name",...]}`. None where there is no such file, or no sense in it.
 */
export function readLastGood(platform: Platform, stateDir: string): readonly string[] {
  try {
    return parseLastGood(platform.readFile(`${stateDir}/last-good.json`, limitBytes) ?? '')
  } catch (error) {
    if (error instanceof PlatformError) return []
    throw error
  }
}

/** Reads that file's text; it never throws. */
export function parseLastGood(text: string): readonly string[] {
  try {
    const { version, order } = parseJson(text) as Readonly<Record<string, unknown>>
    return version === 1 && Array.isArray(order) ? order.filter((name) => typeof name === 'string') : []
  } catch {
    return []
  }
}
