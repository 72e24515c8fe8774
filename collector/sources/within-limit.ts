import { setImmediate } from 'node:timers/promises'
import { SourceFault } from './source-fault.ts'

/** A read that may outlast its limit. */
export interface LimitedRead<T> {
  /** The answer, if it comes within the limit. @throws {SourceFault} `timeout` otherwise */
  readonly answer: Promise<T>
  /** Settles when the work itself has ended, however late and however. */
  readonly ended: Promise<void>
}

/** Begins work that is told to stop at its limit, and is waited for no longer, whether it obeys or not. */
export function withinLimit<T>(
  name: string,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): LimitedRead<T> {
  const controller = new AbortController()
  const begun = (async () => work(controller.signal))()
  const ended = begun.then(
    () => undefined,
    () => undefined,
  )
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const fault = new SourceFault(
        'timeout',
        `Cannot wait for ${name} longer than ${limitMs} ms: it is asked again once it has ended`,
      )
      controller.abort(fault)
      // Whoever obeys has a turn to say it in its own words.
      void setImmediate().then(() => reject(fault))
    }, limitMs)
  })
  const answer = Promise.race([begun, late]).finally(() => clearTimeout(timer))
  return { answer, ended }
}
