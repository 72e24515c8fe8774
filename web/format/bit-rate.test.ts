import { expect, test } from 'vitest'
import { formatBitRate } from './bit-rate.ts'

test.each([
  [0, '0 bit/s'],
  [12, '12 bit/s'],
  [1_536, '1.54 kbit/s'],
  [412_345_678, '412 Mbit/s'],
  [10e9, '10 Gbit/s'],
])('formatBitRate(%d) is %s', (bitsPerSecond, text) => {
  expect(formatBitRate(bitsPerSecond).replace('\u00a0', ' ')).toBe(text)
})

test('formatBitRate() takes the next prefix when rounding reaches it', () => {
  expect(formatBitRate(999_600)).toBe('1\u00a0Mbit/s')
})
