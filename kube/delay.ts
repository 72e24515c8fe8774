import { setTimeout } from 'node:timers/promises'

/** Waits, as a parameter so that tests need not; rejects at once when the signal aborts. */
export type Delay = (ms: number, signal: AbortSignal) => Promise<void>

/** Waits in real time. */
export const realDelay: Delay = (ms, signal) => setTimeout(ms, undefined, { signal })
