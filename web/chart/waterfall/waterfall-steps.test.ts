import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kpiScoreWith as score } from '../../../test/support/page-records.ts'
import { leadParts } from './lead-parts.ts'
import { waterfallSteps } from './waterfall-steps.ts'

test('waterfallSteps() begins at 0, takes the greatest first, and merges what is small', () => {
  const parts = [0.1, -0.2, 0.5, 0].map((amount, key) => ({ key, amount }))
  const { steps, end, scaleFrom } = waterfallSteps(parts, { most: 1 })
  expect(steps.map(({ keys }) => keys)).toEqual([[2], [1, 0, 3]])
  expect(steps.map(({ to }) => to)).toEqual([0.5, expect.closeTo(0.4)])
  expect([end, scaleFrom]).toEqual([expect.closeTo(0.4), 0])
})

test('waterfallSteps() merges no single part that moves the score', () => {
  const parts = [0.3, 0.2, 0.1].map((amount, key) => ({ key, amount }))
  expect(waterfallSteps(parts, { most: 2 }).steps.map(({ keys }) => keys)).toEqual([[0], [1], [2]])
})

test('waterfallSteps() leads from the runner-up to the winner, every step from where the last one ended', () => {
  const amount = fc.double({ min: -1, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 13 }), amount, (amounts, start) => {
      const parts = amounts.map((each, key) => ({ key, amount: each }))
      const { steps, end, scaleFrom, scaleTo } = waterfallSteps(parts, { start })
      expect(end).toBeCloseTo(
        amounts.reduce((sum, each) => sum + each, start),
        9,
      )
      expect(steps.flatMap(({ keys }) => keys).toSorted()).toEqual(parts.map(({ key }) => key).toSorted())
      expect(steps.length).toBeLessThanOrEqual(10)
      steps.forEach(({ from, to }, index) => {
        expect(from).toBe(steps[index - 1]?.to ?? start)
        expect(Math.min(from, to)).toBeGreaterThanOrEqual(scaleFrom)
        expect(Math.max(from, to)).toBeLessThanOrEqual(scaleTo)
      })
    }),
  )
})

test('leadParts() takes the other network off, also for a KPI that only one of them has', () => {
  const winner = [score({ contribution: 0.5 }), score({ kpi: 'latency', contribution: 0.25 })]
  const other = [score({ contribution: 0.25 }), score({ kpi: 'loss', contribution: 0.125 })]
  expect(leadParts(winner, other)).toEqual([
    { key: 'utilization', amount: 0.25 },
    { key: 'latency', amount: 0.25 },
    { key: 'loss', amount: -0.125 },
  ])
})
