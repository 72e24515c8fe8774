import { expect, test } from 'vitest'
import { candidateWith, kpiScoreWith } from '../../test/support/page-records.ts'
import { runnerUpOf, waterfallRows } from './waterfall-rows.ts'

const a = candidateWith({
  kpis: [
    kpiScoreWith(),
    kpiScoreWith({
      kpi: 'latency',
      reading: null,
      value: null,
      blended: 0.5,
      weight: 0.5,
      contribution: 0.25,
    }),
  ],
})
const b = candidateWith({
  network: 'net-b',
  rank: 2,
  kpis: [kpiScoreWith({ reading: 0.6, blended: 0.5, contribution: 0.25 })],
})

test('waterfallRows() tells a score from 0 on, with what it was made from', () => {
  expect(waterfallRows(a, undefined)).toMatchObject([
    { kpi: 'utilization', amount: 0.5, reading: '30%', value: '1.000', weight: '50%' },
    { kpi: 'latency', amount: 0.25, reading: 'not measured', value: '0.500' },
  ])
})

test('waterfallRows() tells a lead with both figures, and a KPI that only one of them has', () => {
  expect(waterfallRows(a, b)).toMatchObject([
    { kpi: 'utilization', amount: 0.25, reading: '30% vs 60%', value: '1.000 vs 0.500' },
    { kpi: 'latency', amount: 0.25, reading: 'not measured vs –' },
  ])
})

test('runnerUpOf() is the best by rank that was not taken, and nobody where all others are excluded', () => {
  const third = candidateWith({ network: 'net-c', rank: 3 })
  const out = candidateWith({ network: 'net-d', rank: null })
  expect(runnerUpOf([out, third, b, a], ['net-a'])?.network).toBe('net-b')
  expect(runnerUpOf([a, b, third], ['net-a', 'net-b'])?.network).toBe('net-c')
  expect(runnerUpOf([a, out], ['net-a'])).toBeUndefined()
})
