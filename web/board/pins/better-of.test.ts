import { expect, test } from 'vitest'
import { kpiScoreWith, networkWith } from '../../../test/support/page-records.ts'
import { betterOf, comparedKpis } from './better-of.ts'

test('betterOf() is the greater one of two that are known and not the same', () => {
  expect([
    betterOf(1, 0),
    betterOf(0, 1),
    betterOf(1, 1 + 1e-9),
    betterOf(1, null),
    betterOf(undefined, 1),
  ]).toEqual([0, 1, undefined, undefined, undefined])
})

test('comparedKpis() are those that one of both has a reading of', () => {
  const silent = kpiScoreWith({ kpi: 'loss', reading: null })
  const one = networkWith('a', { kpis: [kpiScoreWith(), silent] })
  const other = networkWith('b', { kpis: [kpiScoreWith({ kpi: 'latency' }), silent] })
  expect(
    comparedKpis(one, other).map(({ kpi, first, second }) => [
      kpi,
      first !== undefined,
      second !== undefined,
    ]),
  ).toEqual([
    ['utilization', true, false],
    ['latency', false, true],
  ])
})
