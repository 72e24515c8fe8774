/** The calls' result as a promise that is settled from the start: under QuickJS nothing ever has to be awaited. */
export function settle<T>(calls: () => T): Promise<T> {
  return new Promise((resolve) => resolve(calls()))
}
