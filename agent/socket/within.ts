/**
 * The work's outcome if it comes in time. Whoever was kept from running meanwhile, as by a slow disk or a frozen machine,
 * takes first what has come since: that was in time.
 * @throws {Error} of this sentence if it does not come; the work is not stopped by that
 */
export async function within<T>(limitMs: number, sentence: string, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  // Node looks at its timers before its sockets: an immediate comes behind both.
  const timer = setTimeout(() => setImmediate(() => late.reject(new Error(sentence))), limitMs)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
