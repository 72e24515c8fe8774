import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstPauseMs, pauseMs, usualPace } from './ship-pace.ts'

test('a batch that went well is followed by the next within a period', () => {
  expect(pauseMs(usualPace, { failures: 0, tookMs: 20, random: 1 })).toBe(30_000)
  expect(pauseMs(usualPace, { failures: 0, tookMs: 20, random: 0 })).toBe(15_000)
})

test('a database that is slow is left alone for longer', () => {
  expect(pauseMs(usualPace, { failures: 0, tookMs: 5_000, random: 1 })).toBe(100_000)
})

test('failures double the pause up to ten minutes', () => {
  const pauses = [1, 2, 3, 4, 5, 500].map((failures) =>
    pauseMs(usualPace, { failures, tookMs: 20, random: 1 }),
  )
  expect(pauses).toEqual([60_000, 120_000, 240_000, 480_000, 600_000, 600_000])
})

test('no pause is shorter than half a period or longer than the longest, whatever happens', () => {
  const drawn = fc.record({
    failures: fc.nat(),
    tookMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
    random: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(drawn, (after) => {
      const pause = pauseMs(usualPace, after)
      expect(pause).toBeGreaterThanOrEqual(usualPace.periodMs / 2)
      expect(pause).toBeLessThanOrEqual(usualPace.longestMs)
    }),
  )
})

test('5 000 agents that start at once, after a day without the database, come spread over the period', () => {
  const perSecond = new Map<number, number>()
  for (let agent = 0; agent < 5_000; agent += 1) {
    const second = Math.floor(firstPauseMs(usualPace, (agent * 0.618_033_988_75) % 1) / 1_000)
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1)
  }
  expect(perSecond.size).toBe(30)
  expect(Math.max(...perSecond.values())).toBeLessThan(200)
})
