import { expect, test } from 'vitest'
import { lookAtClock, tellsAges, type SeenClock } from './steady-clock.ts'

const startMs = 1_800_000_000_000
const minuteMs = 60_000
const dayMs = 1_440 * minuteMs

function run(from: SeenClock | null, fromMs: number, forMs: number): SeenClock {
  let seen = lookAtClock(from, fromMs)
  for (let ms = minuteMs; ms <= forMs; ms += minuteMs) seen = lookAtClock(seen, fromMs + ms)
  return seen
}

test('a clock tells ages once it has gone on for a day', () => {
  expect(tellsAges(run(null, startMs, dayMs - minuteMs))).toBe(false)
  expect(tellsAges(run(null, startMs, dayMs))).toBe(true)
})

test.each([
  ['forward', 50 * 365 * dayMs],
  ['back', -dayMs],
])('after a jump %s it tells none for a day', (_way, byMs) => {
  const before = run(null, startMs, dayMs)
  expect(tellsAges(run(before, startMs + dayMs + byMs, dayMs - minuteMs))).toBe(false)
  expect(tellsAges(run(before, startMs + dayMs + byMs, dayMs))).toBe(true)
})

test('a clock that is put right by some minutes goes on telling them', () => {
  const before = run(null, startMs, 2 * dayMs)
  for (const byMs of [-10, 10].map((minutes) => minutes * minuteMs))
    expect(tellsAges(lookAtClock(before, startMs + 2 * dayMs + byMs))).toBe(true)
})

test('a clock that was never set tells none, however long it runs', () => {
  expect(tellsAges(run(null, 0, 3 * dayMs))).toBe(false)
})
