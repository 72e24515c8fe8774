import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kpis } from '../../domain/kpi.ts'
import { defaultProfile, type Weights } from '../../domain/profile.ts'
import { weightGroups, type GroupShares } from '../../domain/weight-group.ts'
import { groupKpis } from './group-kpis.ts'
import { presetNames, presetShares, presetWeights } from './presets.ts'
import { weightsOfShares } from './weights-of-shares.ts'
import { shareOf, withShare } from './with-share.ts'

const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0)
const someWeights = fc.record(
  Object.fromEntries(kpis.map((kpi) => [kpi, fc.integer({ min: 0, max: 10 })])) as Record<
    keyof Weights,
    fc.Arbitrary<number>
  >,
)

test('every KPI but fit is in one group, and a group shares out all that it has', () => {
  const grouped = weightGroups.flatMap((group) => Object.keys(groupKpis[group]))
  expect(grouped.toSorted()).toEqual(kpis.filter((kpi) => kpi !== 'fit').toSorted())
  for (const group of weightGroups) expect(sum(Object.values(groupKpis[group]))).toBeCloseTo(1, 10)
})

test('presets share out all that there is, and their weights are what sliders can be set to', () => {
  for (const name of presetNames) {
    expect(sum(Object.values(presetShares[name]))).toBeCloseTo(1, 10)
    expect(sum(Object.values(presetWeights(name)))).toBeCloseTo(10, 2)
  }
  expect(presetWeights('real-time')).toEqual({
    ...{ latency: 2.625, jitter: 0.875, utilization: 1.4, headroom: 0.6 },
    ...{ responseTime: 0.75, applicationResponse: 0.75 },
    ...{ addressOccupancy: 0.3, occupancy: 0.15, subnets: 0.05, price: 0.5, loss: 1, dropRatio: 1, fit: 0 },
  })
})

test('what a preset is for weighs most in it', () => {
  const heaviest = (shares: GroupShares) =>
    weightGroups.toSorted((one, other) => shares[other] - shares[one])[0]
  expect(presetNames.map((name) => heaviest(presetShares[name]))).toEqual([
    'latency',
    'congestion',
    'congestion',
    'price',
  ])
})

test('withShare() gives KPIs the share that is asked for, and keeps the proportions of all others', () => {
  fc.assert(
    fc.property(someWeights, fc.double({ min: 0, max: 0.9, noNaN: true }), (weights, share) => {
      fc.pre(kpis.some((kpi) => kpi !== 'price' && weights[kpi] > 0))
      const changed = withShare(weights, { price: 1 }, share)
      expect(Math.max(...Object.values(changed))).toBeLessThanOrEqual(10)
      expect(Math.min(...Object.values(changed))).toBeGreaterThanOrEqual(0)
      expect(shareOf(changed, ['price'])).toBeCloseTo(share, 2)
    }),
  )
  const changed = withShare(defaultProfile.weights, { price: 1 }, 0.5)
  expect(changed.price).toBe(10)
  expect(changed.utilization / changed.latency).toBeCloseTo(2, 2)
})

test('withShare() of what weighs alone changes nothing, and no weight at all is none', () => {
  const only = {
    ...weightsOfShares(presetShares.web),
    ...Object.fromEntries(kpis.map((kpi) => [kpi, 0])),
    price: 4,
  }
  expect(withShare(only, { price: 1 }, 0.2)).toEqual(only)
  expect(shareOf({ ...only, price: 0 }, ['price'])).toBe(0)
})
