import { expect, test } from 'vitest'
import { formatAhead } from './ahead.ts'

test.each([
  [20, '0 min'],
  [200, '3 min'],
  [1_234, '20 min'],
  [3_600, '60 min'],
  [10_900, '3 h'],
  [86_000, '24 h'],
  [48 * 3_600 + 1, null],
])('formatAhead(%d) is %s', (seconds, text) => {
  expect(formatAhead(seconds)?.replace('\u00a0', ' ') ?? null).toBe(text)
})
