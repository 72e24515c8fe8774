import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCounter } from './read-counters.ts'

test('parseCounter() reads every counter the kernel can print', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (counter) => {
      expect(parseCounter(`${counter}\n`)).toBe(counter)
    }),
  )
})

test.each(['', '\n', '-1\n', '1 2\n', '0x1\n', '1.5\n', '9'.repeat(21)])(
  'parseCounter() refuses %j',
  (text) => {
    expect(() => parseCounter(text)).toThrow('no whole number')
  },
)
