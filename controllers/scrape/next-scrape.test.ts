import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextScrapeMs } from './next-scrape.ts'

const periodMs = 15_000

test('an agent that answers is asked once in every period, always at its own place', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 2e12 }), (node, nowMs) => {
      const next = nextScrapeMs(node, 0, periodMs, nowMs)
      expect(next).toBeGreaterThan(nowMs)
      expect(next - nowMs).toBeLessThanOrEqual(periodMs + 1)
      expect(nextScrapeMs(node, 0, periodMs, next + 1) - next).toBeCloseTo(periodMs)
    }),
  )
})

test('a thousand agents are spread over the period', () => {
  const tenths = Array<number>(10).fill(0)
  for (let node = 0; node < 1_000; node += 1) {
    const tenth = Math.floor((nextScrapeMs(`node-${node}`, 0, periodMs, 0) / periodMs) * 10) % 10
    tenths[tenth] = (tenths[tenth] ?? 0) + 1
  }
  expect(Math.min(...tenths)).toBeGreaterThan(60)
  expect(Math.max(...tenths)).toBeLessThan(150)
})

test('an agent that fails is asked ever more seldom, and at least every sixteenth period', () => {
  const periods = [0, 1, 2, 3, 4, 5, 500].map((failures) =>
    Math.round((nextScrapeMs('one', failures, periodMs, 0) - nextScrapeMs('one', 0, periodMs, 0)) / periodMs),
  )
  expect(periods).toEqual([0, 1, 3, 7, 15, 15, 15])
})
