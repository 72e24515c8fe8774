import { expect, test } from 'vitest'
import type { LeaderWork } from './leader-work.ts'
import { Terms } from './terms.ts'

test('a new term begins with new work, once what the last one had under way has ended', async () => {
  const log: string[] = []
  let count = 0
  const endings: (() => void)[] = []
  const terms = new Terms((): LeaderWork => {
    const name = `work ${(count += 1)}`
    return {
      start: () => log.push(`${name} starts`),
      checks: () => ({}),
      agents: () => ({ heard: 0, silent: 0 }),
      [Symbol.asyncDispose]: async () => {
        await new Promise<void>((resolve) => endings.push(resolve))
        log.push(`${name} has ended`)
      },
    }
  })
  terms.begin()
  terms.begin()
  await Promise.resolve()
  const ended = terms.end()
  expect(terms.current).toBeNull()
  terms.begin()
  await Promise.resolve()
  expect(log).toEqual(['work 1 starts'])
  endings.shift()?.()
  await ended
  await Promise.resolve()
  expect(log).toEqual(['work 1 starts', 'work 1 has ended', 'work 2 starts'])
  const over = terms[Symbol.asyncDispose]()
  await Promise.resolve()
  endings.shift()?.()
  await over
  expect([terms.current, log.at(-1)]).toEqual([null, 'work 2 has ended'])
})
