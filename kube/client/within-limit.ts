/** Why something was aborted that took too long. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong'
}

/**
 * Runs something with a signal that aborts when the caller's does, or after so many ms, by a TookTooLong. Leaves no
 * timer and no listener behind.
 */
export async function withinLimit<T>(
  limitMs: number,
  outer: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted()
  const control = new AbortController()
  const giveUp = () => control.abort(outer?.reason)
  const timer = setTimeout(() => control.abort(new TookTooLong(`within ${limitMs} ms`)), limitMs)
  outer?.addEventListener('abort', giveUp)
  try {
    return await run(control.signal)
  } catch (error) {
    if (control.signal.aborted) throw control.signal.reason
    throw error
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', giveUp)
  }
}
