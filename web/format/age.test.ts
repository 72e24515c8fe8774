import { expect, test } from 'vitest'
import { formatAge, formatAgo } from './age.ts'

test.each([
  [400, '0s'],
  [4_900, '4s'],
  [60_000, '1m'],
  [7_300_000, '2h'],
])('formatAge(%d) is %s', (ms, text) => {
  expect(formatAge(ms)).toBe(text)
})

test.each([
  [-300, 'just now'],
  [4_900, '4 sec ago'],
  [180_000, '3 min ago'],
  [90_000_000, '1 day ago'],
])('formatAgo(%d) is %s', (ms, text) => {
  expect(formatAgo(ms)).toBe(text)
})
