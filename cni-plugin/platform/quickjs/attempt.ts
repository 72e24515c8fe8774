import { PlatformError } from '../platform.ts'

/** Makes calls of `sys`; the errno's name that one throws becomes a `PlatformError` that says what was attempted. */
export function attempt<T>(action: string, calls: () => T): T {
  try {
    return calls()
  } catch (fault) {
    if (typeof fault !== 'string') throw fault
    throw new PlatformError(fault, `Cannot ${action}: ${fault}`)
  }
}

/** Makes a call of `sys`; one fault is as good as an answer, and gives undefined. */
export function unless<T>(fault: string, call: () => T): T | undefined {
  try {
    return call()
  } catch (thrown) {
    if (thrown !== fault) throw thrown
    return undefined
  }
}
