import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PriceRate, PriceSchedule } from '../domain/price-book.ts'
import { nextChange, ratesAt } from './rates-at.ts'
import { isScheduled, isTimeZone, nextEdge } from './schedule.ts'

const berlin = (from: string, to: string, days?: number[]): PriceSchedule => ({
  timeZone: 'Europe/Berlin',
  from,
  to,
  ...(days !== undefined && { days }),
})
const at = (time: string) => Date.parse(time)

test.each<[string, PriceSchedule, string, boolean]>([
  ['its first minute', berlin('08:00', '20:00'), '2026-07-01T08:00:00+02:00', true],
  ['the minute of its end', berlin('08:00', '20:00'), '2026-07-01T20:00:00+02:00', false],
  ['winter by another offset', berlin('08:00', '20:00'), '2026-12-01T08:00:00+01:00', true],
  ['a night after midnight', berlin('22:00', '06:00'), '2026-07-02T05:59:00+02:00', true],
  ['a night of Sunday on Monday', berlin('22:00', '06:00', [7]), '2026-07-06T05:59:00+02:00', true],
  ['a night of Monday on Monday morning', berlin('22:00', '06:00', [1]), '2026-07-06T05:59:00+02:00', false],
  ['a whole day', berlin('00:00', '00:00', [3]), '2026-07-01T23:59:59+02:00', true],
])('isScheduled() of %s', (_what, schedule, time, holds) => {
  expect(isScheduled(schedule, at(time))).toBe(holds)
})

test('a schedule that begins in the hour that the spring night leaves out begins when that hour is over', () => {
  const schedule = berlin('02:30', '05:00')
  expect(isScheduled(schedule, at('2026-03-29T01:59:59+01:00'))).toBe(false)
  expect(isScheduled(schedule, at('2026-03-29T03:00:00+02:00'))).toBe(true)
  expect(nextEdge(schedule, at('2026-03-29T00:00:00+01:00'))).toBe(at('2026-03-29T03:00:00+02:00'))
})

test('the hour that the autumn night has twice counts twice', () => {
  const schedule = berlin('02:00', '03:00')
  const edges = [at('2026-10-25T00:00:00+02:00')]
  for (let step = 0; step < 3; step += 1) edges.push(nextEdge(schedule, edges.at(-1) ?? 0) ?? 0)
  expect(edges.slice(1)).toEqual([
    at('2026-10-25T02:00:00+02:00'),
    at('2026-10-25T03:00:00+01:00'),
    at('2026-10-26T02:00:00+01:00'),
  ])
})

test('isTimeZone() knows names of the IANA database, and nothing else', () => {
  expect(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires'].every(isTimeZone)).toBe(true)
  expect(
    ['', 'Mars/Base', '+02:00', 'Europe/Berlin[x]', '2020-01-01T00:00[Europe/Berlin]', 'Ünicode'].some(
      isTimeZone,
    ),
  ).toBe(false)
})

const minuteOf = fc.integer({ min: 0, max: 1_439 })
const time = minuteOf.map(
  (minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
)
const schedules = fc.record(
  {
    timeZone: fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'UTC',
    ),
    from: time,
    to: time,
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  },
  { requiredKeys: ['timeZone', 'from', 'to'] },
)
// Around the nights in which clocks jump, and anywhere else.
const jumps = ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2026-03-08T07:00:00Z', '2026-04-04T15:00:00Z']
const moments = fc.oneof(
  fc
    .tuple(fc.constantFrom(...jumps), fc.integer({ min: -1_440, max: 1_440 }))
    .map(([jump, minutes]) => Date.parse(jump) + minutes * 60_000),
  fc.integer({ min: 1.7e12, max: 1.9e12 }),
)

const shares = fc.double({ min: 0, max: 1, noNaN: true })

test('nextEdge() is where a schedule changes, and nothing changes before it', () => {
  fc.assert(
    fc.property(schedules, moments, shares, (schedule, now, share) => {
      const edge = nextEdge(schedule, now)
      const holds = isScheduled(schedule, now)
      const until = edge ?? now + 14 * 86_400_000
      expect(isScheduled(schedule, Math.floor(now + share * (until - 1 - now)))).toBe(holds)
      expect(isScheduled(schedule, until - 1)).toBe(holds)
      if (edge !== null) expect(isScheduled(schedule, edge)).toBe(!holds)
    }),
  )
})

const days = fc.integer({ min: -40, max: 40 })

test('nothing changes before nextChange()', () => {
  fc.assert(
    fc.property(moments, shares, fc.array(fc.tuple(fc.option(schedules), days, days)), (now, share, list) => {
      const rates = list.map(([schedule, from, length], index): PriceRate => ({
        network: `n${index}`,
        direction: 'egress',
        unit: 'GB',
        tiers: [{ price: '1' }],
        currency: 'EUR',
        effectiveFrom: new Date(now + from * 86_400_000).toISOString(),
        ...(length > 0 && { effectiveTo: new Date(now + (from + length) * 86_400_000).toISOString() }),
        ...(schedule !== null && { schedule }),
      }))
      const namesAt = (moment: number) => ratesAt({ rates }, moment).map(({ network }) => network)
      const until = nextChange({ rates }, now) ?? now + 14 * 86_400_000
      expect(until).toBeGreaterThan(now)
      expect(namesAt(Math.floor(now + share * (until - 1 - now)))).toEqual(namesAt(now))
      expect(namesAt(until - 1)).toEqual(namesAt(now))
    }),
  )
})
