import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PriceRate } from '../domain/price-book.ts'
import { faultsText, parsePriceBook } from './parse-price-book.ts'
import { priceRate } from '../test/support/price-rate.ts'

const night = { timeZone: 'Europe/Berlin', from: '22:00', to: '06:00' }
const faultsOf = (...rates: readonly object[]) => {
  const parsed = parsePriceBook({ version: 1, rates })
  return 'faults' in parsed ? parsed.faults.map(({ pointer, detail }) => `${pointer} ${detail}`) : []
}

test('parsePriceBook() reads a book, and takes a rate that names no direction for egress', () => {
  const { direction: _direction, ...bare } = priceRate()
  expect(parsePriceBook({ version: 3, rates: [bare] })).toEqual({
    book: { version: 3, rates: [priceRate()] },
  })
})

test('parsePriceBook() tells all that makes no sense, at once and by pointer', () => {
  expect(
    faultsOf(
      priceRate({ networkClass: 'aws', effectiveTo: '2025-01-01T00:00:00Z' }),
      priceRate({ schedule: { ...night, timeZone: 'Europe/Nowhere' } }),
      priceRate({ tiers: [{ upTo: 10, price: '1' }, { upTo: 10, price: '2' }, { price: '3' }] }),
      priceRate({ tiers: [{ price: '1' }, { upTo: 5, price: '2' }] }),
      priceRate({ unit: 'month', tiers: [{ upTo: 1, price: '1' }, { price: '2' }] }),
    ),
  ).toEqual([
    '/rates/0 has to name either a network or a networkClass',
    '/rates/0/effectiveTo is not after effectiveFrom, 2026-01-01T00:00:00Z',
    '/rates/1/schedule/timeZone is Europe/Nowhere, which the IANA database does not have: take one such as Europe/Berlin',
    '/rates/2/tiers/1/upTo is 10, not above 10',
    '/rates/3/tiers/0/upTo is missing: only the last tier has no end',
    '/rates/3/tiers/1/upTo has to be left out of the last tier',
    '/rates/4/tiers has to be one tier where the unit is month',
  ])
})

test.each<[string, Partial<PriceRate>, Partial<PriceRate>]>([
  ['at the same time', {}, {}],
  ['where one counts bytes both ways', {}, { direction: 'both' }],
  ['in GB and in GiB', {}, { unit: 'GiB' }],
  ['for the destination any, named or not', {}, { destination: 'any' }],
  ['for an instant', { effectiveTo: '2026-03-01T00:00:00Z' }, { effectiveFrom: '2026-02-28T23:59:59Z' }],
  ['in hours of one zone', { schedule: night }, { schedule: { ...night, from: '05:59', to: '12:00' } }],
  [
    'in hours of two zones',
    { schedule: night },
    { schedule: { timeZone: 'America/New_York', from: '16:30', to: '17:00' } },
  ],
  [
    'in hours of two zones, in the weeks in which only one of them has summer time',
    { schedule: { timeZone: 'Europe/Berlin', from: '17:00', to: '18:00' } },
    { schedule: { timeZone: 'America/New_York', from: '12:00', to: '13:00' } },
  ],
  [
    'in the night from Sunday to Monday',
    { schedule: { ...night, days: [7] } },
    { schedule: { ...night, days: [1], from: '03:00', to: '04:00' } },
  ],
])('parsePriceBook() refuses two rates for the same %s', (_what, one, other) => {
  expect(faultsOf(priceRate(one), priceRate(other))).toEqual([
    '/rates/1 overlaps /rates/0, which is for the same use of network weave at the same time: end one before the other begins',
  ])
})

test.each<[string, Partial<PriceRate>, Partial<PriceRate>]>([
  [
    'one goes on where the other ends',
    { effectiveTo: '2026-03-01T00:00:00Z' },
    { effectiveFrom: '2026-03-01T00:00:00Z' },
  ],
  ['one is for hours, which go before the whole day', {}, { schedule: night }],
  [
    'the hours of one begin where those of the other end',
    { schedule: night },
    { schedule: { ...night, from: '06:00', to: '22:00' } },
  ],
  ['the days differ', { schedule: { ...night, days: [1] } }, { schedule: { ...night, days: [2] } }],
  ['they go to different places', {}, { destination: 'internet' }],
  ['they are for bytes of different ways', {}, { direction: 'ingress' }],
  ['they are of different networks', {}, { network: 'calico' }],
  ['one is for hours of an interface', {}, { unit: 'interfaceHour' }],
])('parsePriceBook() takes two rates where %s', (_what, one, other) => {
  expect(faultsOf(priceRate(one), priceRate(other))).toEqual([])
})

test('parsePriceBook() refuses two currencies at a time, and takes one after the other', () => {
  const dollars = priceRate({ network: 'calico', currency: 'USD' })
  expect(faultsOf(priceRate(), dollars)).toEqual([
    '/rates/1/currency is USD while /rates/0 counts in EUR: take one currency at a time',
  ])
  expect(
    faultsOf(priceRate({ effectiveTo: '2027-01-01T00:00:00Z' }), {
      ...dollars,
      effectiveFrom: '2027-01-01T00:00:00Z',
    }),
  ).toEqual([])
})

test('parsePriceBook() refuses what is no book, whatever it is', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const parsed = parsePriceBook(value)
      expect('faults' in parsed && parsed.faults.length > 0 && faultsText(parsed.faults) !== '').toBe(true)
    }),
  )
})

test('parsePriceBook() takes or refuses a large book in time that does not grow with its square', () => {
  const overlapping = Array.from({ length: 4_096 }, (_, index) =>
    priceRate({ schedule: { ...night, days: [(index % 7) + 1] } }),
  )
  expect(faultsOf(...overlapping)).toEqual(['/rates has 4096 scheduled rates for the same: too many'])
  const apart = Array.from({ length: 4_096 }, (_, index) => priceRate({ network: `n${index}` }))
  expect(faultsOf(...apart)).toEqual([])
})

test('parsePriceBook() compares schedules of many zones with each other', () => {
  const zones = Intl.supportedValuesOf('timeZone').slice(0, 60)
  const rates = Array.from({ length: 4_000 }, (_, index) =>
    priceRate({
      network: `n${Math.floor(index / 40)}`,
      schedule: { timeZone: zones[index % zones.length] ?? 'UTC', from: '00:00', to: '00:01', days: [1] },
    }),
  )
  expect(faultsOf(...rates).length).toBeLessThanOrEqual(100)
})
