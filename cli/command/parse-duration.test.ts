import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDuration } from './parse-duration.ts'

test.each([
  ['30s', 30_000],
  ['1h30m', 5_400_000],
  ['7d', 604_800_000],
  ['5', 5_000],
  ['0', 0],
  ['soon', null],
  ['-5s', null],
  ['5 s', null],
  ['', null],
])('parseDuration(%s) is %s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

test('parseDuration() of any text is a length of time or null', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const ms = parseDuration(text)
      expect(ms === null || ms >= 0).toBe(true)
    }),
  )
})
