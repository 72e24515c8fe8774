import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applicationRatios, minRequests } from './application-ratios.ts'
import type { OwnerFigure } from './parse-owner-figures.ts'

const figure = (owner: string, network: string, p95: number, requests = 100): OwnerFigure => ({
  owner,
  network,
  p95,
  requests,
})
const ratiosOf = (figures: readonly OwnerFigure[]) =>
  Object.fromEntries([...applicationRatios(figures)].map(([network, { ratio }]) => [network, ratio]))

test('an owner is compared with the median of its own networks, however slow it is itself', () => {
  const slow = [figure('slow', 'a', 900), figure('slow', 'b', 1_000), figure('slow', 'c', 2_000)]
  expect(ratiosOf(slow)).toEqual({ a: 0.9, b: 1, c: 2 })
  expect(ratiosOf(slow.map((one) => ({ ...one, p95: one.p95 / 1_000 })))).toEqual({ a: 0.9, b: 1, c: 2 })
})

test('an owner that is on one network says nothing, and so does one of too few requests', () => {
  expect(ratiosOf([figure('alone', 'a', 900)])).toEqual({})
  expect(ratiosOf([figure('rare', 'a', 900), figure('rare', 'b', 1, minRequests - 1)])).toEqual({})
})

test("a network's ratio is the median of its owners', weighted by their requests on it", () => {
  const figures = [
    ...[figure('busy', 'a', 10, 10_000), figure('busy', 'b', 10, 10_000)],
    ...[figure('small', 'a', 1, 60), figure('small', 'b', 9, 60)],
  ]
  expect(ratiosOf(figures)).toEqual({ a: 1, b: 1 })
  expect(applicationRatios(figures).get('b')).toMatchObject({ owners: 2, requests: 10_060 })
})

const any = fc.record({
  owner: fc.constantFrom('x', 'y', 'z'),
  network: fc.constantFrom('a', 'b', 'c', '__proto__'),
  // Subnormal numbers lose digits when they are scaled, and fractions when they are added in another order.
  p95: fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => (value < 1e-6 ? 0 : value)),
  requests: fc.nat(1_000_000_000),
})
const distinct = fc.uniqueArray(any, { selector: ({ owner, network }) => `${owner}/${network}` })

test('every ratio is a number of at least 0 and at most the number of networks, whatever is measured', () => {
  fc.assert(
    fc.property(distinct, (figures) => {
      // A median of k networks is at least the greatest over k where k is 2, or another of them where it is more.
      for (const { ratio } of applicationRatios(figures).values()) expect(ratio).toBeGreaterThanOrEqual(0)
      const two = figures.filter(({ network }) => network === 'a' || network === 'b')
      for (const { ratio } of applicationRatios(two).values()) expect(ratio).toBeLessThanOrEqual(2)
    }),
  )
})

test('ratios depend on no unit and on no order', () => {
  fc.assert(
    fc.property(distinct, fc.constantFrom(0.5, 2, 1_024), (figures, unit) => {
      const scaled = figures.map((one) => ({ ...one, p95: one.p95 * unit })).toReversed()
      expect(new Map(applicationRatios(scaled))).toEqual(new Map(applicationRatios(figures)))
    }),
  )
})
