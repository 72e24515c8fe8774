import { expect, test } from 'vitest'
import type { PriceRate } from '../domain/price-book.ts'
import { timeline } from './timeline.ts'
import { priceRate } from '../test/support/price-rate.ts'

const rate = (price: string, over: Partial<PriceRate> = {}): PriceRate =>
  priceRate({ tiers: [{ price }], ...over })
const schedule = { timeZone: 'Europe/Berlin', from: '22:00', to: '06:00' }
const spansOf = (rates: readonly PriceRate[], from: string, until: string, limit = 10) =>
  timeline(
    { rates: [...rates] },
    { rates: [] },
    { name: 'weave', classes: [] },
    { fromMs: Date.parse(from), untilMs: Date.parse(until), limit },
  ).map(({ fromMs, untilMs, rates: { egress } }) => [
    new Date(fromMs).toISOString(),
    (untilMs - fromMs) / 3_600_000,
    egress.get('any')?.tiers[0]?.price,
  ])

test('timeline() has a span for each change, in the spring night one that is an hour shorter', () => {
  expect(
    spansOf([rate('2'), rate('1', { schedule })], '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z'),
  ).toEqual([
    ['2026-03-28T12:00:00.000Z', 9, '2'],
    ['2026-03-28T21:00:00.000Z', 7, '1'],
    ['2026-03-29T04:00:00.000Z', 8, '2'],
  ])
})

test('timeline() passes over what changes other networks only, and ends where it may', () => {
  const other = rate('9', { network: 'calico', schedule })
  expect(spansOf([rate('2'), other], '2026-03-01T00:00:00Z', '2026-03-03T00:00:00Z')).toEqual([
    ['2026-03-01T00:00:00.000Z', 48, '2'],
  ])
  expect(spansOf([rate('1', { schedule })], '2026-03-01T00:00:00Z', '2026-06-01T00:00:00Z', 3)).toHaveLength(
    3,
  )
})
