/** Makes a call of `sockets` whose fault is as good as no answer: that of a peer that is not there, for example. */
export function quietly<T>(call: () => T): T | undefined {
  try {
    return call()
  } catch (fault) {
    if (typeof fault !== 'string') throw fault
    return undefined
  }
}
