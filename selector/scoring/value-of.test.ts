import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kpiContracts, kpis } from '../../domain/kpi.ts'
import { valueOf } from './value-of.ts'

test.each(kpis)('valueOf() is 1 at the good anchor of %s and 0 at the bad one', (kpi) => {
  const contract = kpiContracts[kpi]
  expect([valueOf(contract, contract.good), valueOf(contract, contract.bad)]).toEqual([1, 0])
})

test('valueOf() never rises as a reading gets worse, and stays between 0 and 1', () => {
  const reading = fc.double({ min: 0, max: 2, noNaN: true })
  fc.assert(
    fc.property(fc.constantFrom(...kpis), reading, reading, (kpi, one, other) => {
      const [better, worse] = [Math.min(one, other), Math.max(one, other)]
      const [high, low] = [valueOf(kpiContracts[kpi], better), valueOf(kpiContracts[kpi], worse)]
      expect(high).toBeGreaterThanOrEqual(low)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(1)
    }),
  )
})

test('valueOf() of a convex KPI loses most of its value in the last part before the bad anchor', () => {
  const contract = kpiContracts.addressOccupancy
  const middle = (contract.good + contract.bad) / 2
  expect(valueOf(contract, middle)).toBeCloseTo(0.75)
})
