import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PriceEntry } from '../../domain/resources/network-resource.ts'
import { priceAt, unknownPrice } from './price-at.ts'

const entry = (validFrom: string, perGigabyteEgress?: string, currency = 'EUR'): PriceEntry => ({
  validFrom,
  currency,
  ...(perGigabyteEgress !== undefined && { perGigabyteEgress }),
})
const prices = [
  entry('2026-06-01T00:00:00Z', '0.02'),
  entry('2026-01-01T00:00:00Z', '0.125', 'USD'),
  entry('2026-09-01T02:00:00+02:00', '0'),
]
const at = (time: string) => priceAt(prices, Date.parse(time))

test('priceAt() takes the newest entry whose time has come, whatever the order of the list', () => {
  expect(at('2026-03-01T00:00:00Z')).toEqual({ pricePerGigabyte: 0.125, priceCurrency: 'USD' })
  expect(at('2026-07-01T00:00:00Z')).toEqual({ pricePerGigabyte: 0.02, priceCurrency: 'EUR' })
})

test('a price counts from the very instant that its entry names, in any time zone', () => {
  expect(at('2026-05-31T23:59:59.999Z').pricePerGigabyte).toBe(0.125)
  expect(at('2026-06-01T00:00:00.000Z').pricePerGigabyte).toBe(0.02)
  expect(at('2026-08-31T23:59:59.999Z').pricePerGigabyte).toBe(0.02)
  expect(at('2026-09-01T00:00:00.000Z').pricePerGigabyte).toBe(0)
})

test('a price is unknown before the first entry, and without any', () => {
  expect(at('2025-12-31T23:59:59.999Z')).toEqual(unknownPrice)
  expect(priceAt(undefined, 0)).toEqual(unknownPrice)
})

test('an entry that says nothing of egress leaves its price as it was', () => {
  const time = '2026-10-01T00:00:00Z'
  expect(priceAt([...prices, entry(time)], Date.parse(time))).toEqual(at('2026-09-30T00:00:00Z'))
})

test('of two entries of one instant the later in the list counts', () => {
  const both = [entry('2026-01-01T00:00:00Z', '1'), entry('2026-01-01T00:00:00Z', '2')]
  expect(priceAt(both, Date.parse('2026-01-01T00:00:00Z')).pricePerGigabyte).toBe(2)
})

test('priceAt() answers the price of an entry that has come and that no other has followed', () => {
  const times = fc.integer({ min: 0, max: 1_000 })
  fc.assert(
    fc.property(fc.array(fc.tuple(times, fc.integer({ min: 0, max: 999_999_999 }))), times, (list, now) => {
      const entries = list.map(([from, price]) => entry(new Date(from).toISOString(), `${price}.5`))
      const come = list.filter(([from]) => from <= now)
      const newest = Math.max(...come.map(([from]) => from))
      const wanted = come.findLast(([from]) => from === newest)?.[1]
      expect(priceAt(entries, now).pricePerGigabyte).toBe(wanted === undefined ? null : wanted + 0.5)
    }),
  )
})
