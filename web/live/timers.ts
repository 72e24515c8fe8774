/** Timers as a parameter, so that tests need not wait. */
export interface Timers {
  /** Runs the action once after so many ms, unless the returned function is called before. */
  after(ms: number, action: () => void): () => void
}

/** The window's own timers. */
export const browserTimers: Timers = {
  after: (ms, action) => {
    const timer = setTimeout(action, ms)
    return () => clearTimeout(timer)
  },
}
