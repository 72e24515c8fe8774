import { errorCodes } from '../../cni/error-codes.ts'
import { isObject } from '../../cni/is-object.ts'

/** The codes by which a plugin says that it can take nobody (CNI 1.1, STATUS). */
const notReadyCodes: readonly unknown[] = [errorCodes.notAvailable, errorCodes.limitedConnectivity]

/** How a sentence begins that a delegate has said, and not the plugin itself of what it did not find. */
const byDelegate = /^Delegate "/
const shownAtMost = 300

/** Why a network can take nobody, by what STATUS printed of it; undefined if it can, or what failed says nothing of that. */
export function notReadyIn(stdout: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(stdout)
    if (!isObject(answer)) return undefined
    const { code, msg } = answer
    if (!notReadyCodes.includes(code) || typeof msg !== 'string' || !byDelegate.test(msg)) return undefined
    return msg.slice(0, shownAtMost)
  } catch {
    return undefined
  }
}
