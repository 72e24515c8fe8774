import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kpiScoreWith as score } from '../../test/support/page-records.ts'
import { scoreSegments } from './score-segments.ts'

test('scoreSegments() stands the KPIs end to end and sets apart what is only assumed', () => {
  const half = { confidence: 0.5, value: 1, blended: 0.75, weight: 0.4, contribution: 0.3 }
  expect(scoreSegments([score({}), score({ kpi: 'dropRatio', ...half })])).toEqual([
    { kpi: 'utilization', kind: 'measured', from: 0, to: 0.5 },
    { kpi: 'dropRatio', kind: 'measured', from: 0.5, to: 0.7 },
    { kpi: 'dropRatio', kind: 'assumed', from: 0.7, to: 0.8 },
  ])
})

test('scoreSegments() shows a KPI that nobody measured as assumed throughout', () => {
  const unmeasured = score({ reading: null, value: null, confidence: 0, blended: 0.5, contribution: 0.25 })
  expect(scoreSegments([unmeasured])).toEqual([{ kpi: 'utilization', kind: 'assumed', from: 0, to: 0.25 }])
})

test('scoreSegments() leaves no gap and ends at the score', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true })
  const anyScore = fc.record({ confidence: unit, value: unit, weight: unit, prior: unit }).map((drawn) => {
    const blended = drawn.confidence * drawn.value + (1 - drawn.confidence) * drawn.prior
    return score({ ...drawn, blended, contribution: drawn.weight * blended })
  })
  fc.assert(
    fc.property(fc.array(anyScore, { maxLength: 6 }), (scores) => {
      const segments = scoreSegments(scores)
      const total = scores.reduce((sum, one) => sum + one.contribution, 0)
      segments.forEach((segment, index) => {
        expect(segment.from).toBeCloseTo(segments[index - 1]?.to ?? 0, 4)
        expect(segment.to).toBeGreaterThan(segment.from)
      })
      expect(segments.at(-1)?.to ?? 0).toBeCloseTo(total, 4)
    }),
  )
})
