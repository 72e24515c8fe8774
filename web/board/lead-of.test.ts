import { expect, test } from 'vitest'
import { kpiScoreWith, networkWith } from '../../test/support/page-records.ts'
import { leadOf } from './lead-of.ts'

const standing = (score: number, part: { missesSla?: string; use?: number } = {}) => {
  const { use = 0.3, ...rest } = part
  return networkWith('net', { score, kpis: [kpiScoreWith({ reading: use })], ...rest }).standing
}

test.each([
  [0.87, 0.5, '0.37 ahead of {second}'],
  [0.8662, 0.8641, '0.002 ahead of {second}'],
  [0.8662, 0.8661, 'a hair ahead of {second}'],
  [0.8662, 0.8662, 'level with {second}'],
])('leadOf() tells how a score of %d stands to one of %d', (first, second, text) => {
  expect(leadOf(standing(first), standing(second))).toBe(text)
})

test('leadOf() says what decides between level scores', () => {
  expect(leadOf(standing(0.5, { use: 0.1 }), standing(0.5))).toBe(
    'level with {second}, and less of its capacity is in use',
  )
})

test('leadOf() says so where the SLA decides, whatever the scores are', () => {
  expect(leadOf(standing(0.4), standing(0.9, { missesSla: 'latency 9 ms, 2 ms at most' }))).toBe(
    'ahead of {second}, which misses the SLA',
  )
})
