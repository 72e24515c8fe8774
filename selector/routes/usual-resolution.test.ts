import { expect, test } from 'vitest'
import { usualResolution } from './usual-resolution.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const now = 1_800_000_000_000

test.each([
  ['the last hour', now - hourMs, now, 'raw'],
  ['an hour of yesterday', now - 30 * hourMs, now - 29 * hourMs, 'minute'],
  ['the last eight hours', now - 8 * hourMs, now, 'minute'],
  ['the last day', now - dayMs, now, 'hour'],
  ['an hour of last month', now - 30 * dayMs, now - 30 * dayMs + hourMs, 'hour'],
  ['the last year', now - 365 * dayMs, now, 'hour'],
] as const)('usualResolution() of %s', (_what, fromMs, toMs, expected) => {
  expect(usualResolution(fromMs, toMs, now)).toBe(expected)
})
