import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseLinkSpeed } from './read-link-speed.ts'

test('parseLinkSpeed() reads megabits per second', () => {
  expect(parseLinkSpeed('10000\n')).toBe(10_000_000_000)
})

test.each(['-1\n', '0\n', '', 'unknown\n', '4294967295\n'])(
  'parseLinkSpeed() knows nothing from %j',
  (text) => {
    expect(parseLinkSpeed(text)).toBeNull()
  },
)

test('parseLinkSpeed() answers null or a positive figure for any text', () => {
  fc.assert(fc.property(fc.string(), (text) => (parseLinkSpeed(text) ?? 1) > 0))
})
