import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { LeaderWork } from './leader-work.ts'
import { Leadership } from './leadership.ts'

function logging(log: string[], ending: Promise<unknown>): LeaderWork {
  return {
    start: () => log.push('starts'),
    checks: () => ({}),
    agents: () => ({ heard: 0, silent: 0 }),
    async [Symbol.asyncDispose]() {
      log.push('is asked to end')
      await ending
      log.push('has ended')
    },
  }
}

test('a term has work of its own, and is over when all of it has ended', async () => {
  const log: string[] = []
  const { promise, resolve } = Promise.withResolvers<unknown>()
  const leadership = new Leadership(() => logging(log, promise))
  const control = new AbortController()
  expect(leadership.work).toBeNull()
  const term = leadership.lead(control.signal)
  expect([leadership.work === null, log]).toEqual([false, ['starts']])
  control.abort()
  await setImmediate()
  expect([leadership.work, log]).toEqual([null, ['starts', 'is asked to end']])
  resolve(null)
  await term
  expect(log.at(-1)).toBe('has ended')
})

test('a term that is over before it begins does nothing', async () => {
  const log: string[] = []
  await new Leadership(() => logging(log, Promise.resolve())).lead(AbortSignal.abort())
  expect(log).toEqual([])
})
