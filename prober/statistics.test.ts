import fc from 'fast-check'
import { expect, test } from 'vitest'
import { interarrivalJitter } from './interarrival-jitter.ts'
import { median, quantile } from './quantile.ts'
import { slowPeers } from './slow-peers.ts'
import { wilsonUpper } from './wilson-upper.ts'

const figure = fc.double({ min: 0, max: 1e6, noNaN: true })

test('quantile() gives one of the figures, with as many below it as asked for', () => {
  fc.assert(
    fc.property(fc.array(figure, { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (list, q) => {
      const found = quantile(list, q) ?? NaN
      expect(list).toContain(found)
      expect(list.filter((each) => each <= found).length).toBeGreaterThanOrEqual(q * list.length - 1e-9)
      expect(list.filter((each) => each < found).length).toBeLessThanOrEqual(Math.max(0, q * list.length))
    }),
  )
  expect(median([])).toBeNull()
})

test("wilsonUpper() is Wilson's: above what was seen, never above 1, and nearer to it the more was tried", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, share) => {
        const hits = Math.floor(share * n)
        const upper = wilsonUpper(hits, n) ?? NaN
        expect(upper).toBeGreaterThanOrEqual(hits / n)
        expect(upper).toBeLessThanOrEqual(1)
        expect(wilsonUpper(2 * hits, 2 * n)).toBeLessThanOrEqual(upper)
      },
    ),
  )
  expect(wilsonUpper(0, 5)).toBeCloseTo(0.24726, 5)
  expect(wilsonUpper(0, 300)).toBeCloseTo(0.005445, 5)
  expect(wilsonUpper(0, 0)).toBeNull()
})

test('interarrivalJitter() of a constant difference is that difference, and of a steady network nothing', () => {
  fc.assert(
    fc.property(figure, figure, fc.integer({ min: 2, max: 60 }), (base, swing, count) => {
      const swinging = Array.from({ length: count }, (_, at) => base + (at % 2) * swing)
      expect(interarrivalJitter(swinging)).toBeCloseTo(swing, 3)
      expect(interarrivalJitter(Array.from({ length: count }, () => base))).toBe(0)
    }),
  )
})

test('interarrivalJitter() lies within the differences and passes over what was lost', () => {
  fc.assert(
    fc.property(fc.array(fc.option(figure), { maxLength: 40 }), (trips) => {
      const came = trips.filter((trip) => trip !== null)
      const jitter = interarrivalJitter(trips)
      expect(jitter).toBe(interarrivalJitter(came))
      const steps = came.slice(1).map((trip, at) => Math.abs(trip - (came[at] ?? 0)))
      if (steps.length === 0) expect(jitter).toBeNull()
      else expect(jitter).toBeLessThanOrEqual(Math.max(...steps) + 1e-6)
    }),
  )
})

const medians = (...list: readonly number[]) => new Map(list.map((each, at) => [`n${at}`, each]))

test('slowPeers() finds a node that is slow on all networks, not one that is slow on some', () => {
  const usual = [1, 1.1, 1.2, 0.9, 1, 1.1]
  expect(slowPeers([medians(...usual, 9), medians(...usual, 7)])).toEqual(new Set(['n6']))
  expect(slowPeers([medians(...usual, 9), medians(...usual, 1)])).toEqual(new Set())
})

test('slowPeers() takes a network for slow where more than a fifth of its peers are', () => {
  const half = [1, 1, 1, 1, 9, 9]
  expect(slowPeers([medians(...half), medians(...half)])).toEqual(new Set())
})

test('slowPeers() never leaves out more than a fifth', () => {
  const list = fc.array(figure, { maxLength: 12 })
  fc.assert(
    fc.property(list, list, (one, other) => {
      const all = Math.max(one.length, other.length)
      expect(slowPeers([medians(...one), medians(...other)]).size).toBeLessThanOrEqual(all / 5)
    }),
  )
})
