import { now, pause } from 'sys'
import { PlatformError } from '../platform.ts'

const retryMs = 5

/** Asks again and again where the kernel offers nothing to wait for, until there is an answer. `ETIMEDOUT`. */
export function retry<T>(action: string, deadlineMs: number, ask: () => T | undefined): T {
  const until = now() + deadlineMs
  for (;;) {
    const answer = ask()
    if (answer !== undefined) return answer
    if (now() >= until) throw new PlatformError('ETIMEDOUT', `Cannot ${action} within ${deadlineMs} ms`)
    pause(retryMs)
  }
}
