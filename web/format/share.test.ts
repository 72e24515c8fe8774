import { expect, test } from 'vitest'
import { formatShare } from './share.ts'

test.each([
  [0, '0%'],
  [0.000_002, '<0.01%'],
  [0.00042, '0.042%'],
  [0.0731, '7.3%'],
  [0.414, '41%'],
  [1.2, '120%'],
])('formatShare(%d) is %s', (ratio, text) => {
  expect(formatShare(ratio)).toBe(text)
})
