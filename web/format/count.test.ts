import { expect, test } from 'vitest'
import { formatCount } from './count.ts'

test.each([
  [0, '0'],
  [254, '254'],
  [65_534, '65,534'],
  [999_999, '999,999'],
  [16_777_214, '16.8\u00a0M'],
  [2 ** 53 - 1, '9.01\u00a0P'],
])('formatCount(%d) is %s', (count, text) => {
  expect(formatCount(count)).toBe(text)
})
