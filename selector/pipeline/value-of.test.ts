import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kpiContracts, kpis, moreIsBetter } from '../../domain/kpi.ts'
import { valueOf } from './value-of.ts'

test.each(kpis)('valueOf() is 1 at the good anchor of %s and 0 at the bad one', (kpi) => {
  const contract = kpiContracts[kpi]
  expect([valueOf(contract, contract.good), valueOf(contract, contract.bad)]).toEqual([1, 0])
})

test('valueOf() never rises as a reading gets worse, and stays between 0 and 1', () => {
  // Whole thousandths of the span between the anchors, and what lies far beyond them: so nothing is lost to rounding.
  const place = fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.constantFrom(0, 1e6, 1e12))
  fc.assert(
    fc.property(fc.constantFrom(...kpis), place, place, (kpi, one, other) => {
      const contract = kpiContracts[kpi]
      const unit = Math.max(contract.good, contract.bad) / 1_000
      const [less, more] = [Math.min(one, other) * unit, Math.max(one, other) * unit]
      const [better, worse] = moreIsBetter(kpi) ? [more, less] : [less, more]
      const [high, low] = [valueOf(contract, better), valueOf(contract, worse)]
      expect(high).toBeGreaterThanOrEqual(low)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(1)
    }),
  )
})

test.each(kpis)(
  'valueOf() of %s is a number for readings of nothing, of almost nothing, and without end',
  (kpi) => {
    const contract = kpiContracts[kpi]
    const [least, most] = moreIsBetter(kpi) ? [0, 1] : [1, 0]
    expect(valueOf(contract, Infinity)).toBe(most)
    expect(valueOf(contract, 0)).toBe(least)
    expect(valueOf(contract, 5e-324)).toBeCloseTo(least)
  },
)

test('valueOf() of a log KPI gives the same for the same ratio', () => {
  const { latency } = kpiContracts
  const halves = [0.2, 0.4, 0.8, 1.6].map(
    (reading) => valueOf(latency, reading) - valueOf(latency, reading * 2),
  )
  expect(halves).toEqual(halves.map(() => expect.closeTo(Math.LN2 / Math.log(50)) as number))
})

test('valueOf() of a convex KPI loses most of its value in the last part before the bad anchor', () => {
  const contract = kpiContracts.addressOccupancy
  const middle = (contract.good + contract.bad) / 2
  expect(valueOf(contract, middle)).toBeCloseTo(0.75)
})
