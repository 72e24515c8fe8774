/**
 * The work's outcome if it comes in time.
 * @throws {Error} of this sentence if it does not; the work is not stopped by that
 */
export async function within<T>(limitMs: number, sentence: string, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(sentence)), limitMs)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
