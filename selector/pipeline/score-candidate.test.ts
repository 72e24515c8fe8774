import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kpis, nodeKpis } from '../../domain/kpi.ts'
import { networkInputs, reading } from '../../test/support/network-inputs.ts'
import { nodeWeights, scored } from '../../test/support/scored.ts'
import { someReadings } from '../../test/support/some-inputs.ts'
import { countingWeights } from './counting-weights.ts'

test('a KPI that the node has no source for changes no score, whoever has a reading of it', () => {
  fc.assert(
    fc.property(someReadings, (readings) => {
      const own = Object.fromEntries(
        kpis.flatMap((kpi) => (nodeKpis.has(kpi) && readings[kpi] ? [[kpi, readings[kpi]]] : [])),
      )
      expect(scored(networkInputs('a', readings)).score).toBe(scored(networkInputs('a', own)).score)
    }),
  )
})

test('countingWeights() gives back what there is no source for only if nothing else is left', () => {
  const only = { ...countingWeights({}, nodeKpis), latency: 3 }
  expect(countingWeights(only, nodeKpis)).toEqual(only)
  expect(scored(networkInputs('a'), countingWeights(only, nodeKpis)).score).toBe(0.45)
  expect(nodeWeights).toMatchObject({ utilization: 6, latency: 0, addressOccupancy: 2, dropRatio: 1 })
})

test('countingWeights() counts a weight that is none as 0', () => {
  const weights = { utilization: NaN, headroom: -1, dropRatio: Infinity, occupancy: 2 }
  expect(countingWeights(weights, nodeKpis)).toEqual({
    ...Object.fromEntries(kpis.map((kpi) => [kpi, 0])),
    occupancy: 2,
  })
})

test('a score is the sum of its contributions and stays between 0 and 1', () => {
  fc.assert(
    fc.property(someReadings, (readings) => {
      const { score, kpis: scores } = scored(networkInputs('a', readings))
      expect(score).toBeCloseTo(scores.reduce((sum, { contribution }) => sum + contribution, 0))
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(1 + 1e-9)
    }),
  )
})

test('an old reading fades to the prior and no further', () => {
  const [fresh, old, never] = [{ utilization: reading(0.9) }, { utilization: reading(0.9, 60_000) }, {}].map(
    (readings) => scored(networkInputs('a', readings)).score,
  )
  expect(fresh).toBeLessThan(old ?? 0)
  expect(old).toBe(never)
})

test('what nobody measured is worth what is known of its type, else the prior of all', () => {
  const priors = { utilization: 0.6 }
  const [known, ...others] = scored(networkInputs('a', {}, { priors })).kpis
  expect([known?.prior, known?.blended, others[0]?.prior]).toEqual([0.6, 0.6, 0.45])
})

test("a network's own anchors count before those of the KPI, and are shown", () => {
  const own = networkInputs(
    'a',
    { utilization: reading(0.3) },
    { anchors: { utilization: { good: 0.1, bad: 0.5 } } },
  )
  expect(scored(own).kpis[0]).toMatchObject({ good: 0.1, bad: 0.5, value: 0.5 })
})

test.each([
  ['upside down', { utilization: { good: 0.9, bad: 0.3 } }],
  ['level', { utilization: { good: 0.3, bad: 0.3 } }],
  ['no numbers', { utilization: { good: NaN, bad: 1 } }],
])("anchors that are %s count for nothing: the KPI's do", (_how, anchors) => {
  const own = networkInputs('a', { utilization: reading(0.6) }, { anchors })
  expect(scored(own).kpis[0]).toMatchObject({ good: 0.3, bad: 0.9, value: expect.closeTo(0.5) as number })
})

test('anchors from 0 on count for nothing where ratios count', () => {
  const own = networkInputs('a', { latency: reading(0) }, { anchors: { latency: { good: 0, bad: 5 } } })
  expect(scored(own).kpis.find(({ kpi }) => kpi === 'latency')).toMatchObject({ good: 0.1, value: 1 })
})
