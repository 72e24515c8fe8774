import { expect, test } from 'vitest'
import { backOffMs } from './back-off.ts'

test('backOffMs() doubles with every failure and ends at 30 s', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 200].map((failures) => backOffMs(failures, 1_000, 1))
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
})

test('backOffMs() spreads over the upper half', () => {
  expect([0, 0.5, 1].map((random) => backOffMs(3, 1_000, random))).toEqual([2_000, 3_000, 4_000])
})
