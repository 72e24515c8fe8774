/** Work that is done again and again. */
export interface Repeating extends AsyncDisposable {
  /** Begins; the first time at once. */
  start(): void
  /** Ends: what is being done is waited for, and done no further time. */
  stop(): Promise<void>
}

/** Does `work` again `pauseMs` after it has ended, never twice at a time. `work` must not throw. */
export function repeating(work: () => Promise<void> | void, pauseMs: number): Repeating {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let isStarted = false
  const run = (): void => {
    running = Promise.resolve(work()).then(() => {
      if (isStarted) timer = setTimeout(run, pauseMs)
    })
  }
  const stop = async (): Promise<void> => {
    isStarted = false
    clearTimeout(timer)
    await running
  }
  return {
    start: () => {
      if (isStarted) return
      isStarted = true
      run()
    },
    stop,
    [Symbol.asyncDispose]: stop,
  }
}
