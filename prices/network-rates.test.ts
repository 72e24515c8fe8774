import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PriceEntry } from '../domain/resources/network-resource.ts'
import { costByRates } from './expected-cost.ts'
import { networkRates, ratesOfEntries } from './network-rates.ts'
import { RateTable } from './rate-table.ts'
import { ratesAt } from './rates-at.ts'

const entry = (validFrom: string, over: Partial<PriceEntry> = {}): PriceEntry => ({
  validFrom,
  currency: 'EUR',
  ...over,
})
const tableAt = (entries: readonly PriceEntry[], at: string) =>
  new RateTable(ratesAt({ rates: ratesOfEntries('weave', entries) }, Date.parse(at)))
const use = {
  owner: 'a/Pod/b',
  egressGigabytes: 10,
  egressGigabytesP90: 10,
  ingressGigabytes: 10,
  ingressGigabytesP90: 10,
  basis: 'none' as const,
  confidence: 0.3,
}
const cost = (book: RateTable, own: RateTable | undefined, classes: readonly string[] = []) =>
  costByRates(networkRates(book, own, 'weave', classes), {
    network: { name: 'weave', classes },
    use,
    version: 2,
  })?.perMonth

test('entries of a Network count as rates, each until the next of its kind', () => {
  const entries = [
    entry('2026-06-01T00:00:00Z', { perGigabyteEgress: '0.02', perAttachmentHour: '0.01' }),
    entry('2026-01-01T00:00:00Z', { perGigabyteEgress: '0.1', perGigabyteIngress: '1' }),
    entry('2026-09-01T00:00:00Z'),
  ]
  const none = new RateTable([])
  expect(cost(none, tableAt(entries, '2025-12-31T23:59:59Z'))).toBeUndefined()
  expect(cost(none, tableAt(entries, '2026-05-31T23:59:59Z'))).toBeCloseTo(1 + 10)
  expect(cost(none, tableAt(entries, '2026-10-01T00:00:00Z'))).toBeCloseTo(0.2 + 10 + 7.3)
})

test('the book goes before what a Network says, and that before what the book says of a class', () => {
  const [rate] = ratesOfEntries('weave', [entry('2026-01-01T00:00:00Z', { perGigabyteEgress: '3' })])
  if (rate === undefined) throw new Error('An entry with a price is a rate')
  const { network: _network, ...anonymous } = rate
  const own = new RateTable([rate])
  const ofClass = { ...anonymous, networkClass: 'bridge', tiers: [{ price: '5' }] }
  expect(cost(new RateTable([ofClass]), undefined, ['bridge'])).toBe(50)
  expect(cost(new RateTable([ofClass]), own, ['bridge'])).toBe(30)
  expect(cost(new RateTable([ofClass, { ...rate, tiers: [{ price: '4' }] }]), own, ['bridge'])).toBe(40)
})

test('nobody knows what is partly in one currency and partly in another', () => {
  const own = tableAt(
    [
      entry('2026-01-01T00:00:00Z', { perGigabyteEgress: '1' }),
      entry('2026-01-01T00:00:00Z', { perAttachmentHour: '1', currency: 'USD' }),
    ],
    '2026-06-01T00:00:00Z',
  )
  expect(cost(new RateTable([]), own)).toBeUndefined()
})

test('of all entries at most one of a kind counts at a time', () => {
  const times = fc.integer({ min: 0, max: 50 })
  fc.assert(
    fc.property(fc.array(fc.tuple(times, fc.nat(9))), times, (list, now) => {
      const entries = list.map(([at, price]) =>
        entry(new Date(at).toISOString(), { perGigabyteEgress: `${price}` }),
      )
      const wanted = list.map(([at, price], index) => ({ at, price, index })).filter(({ at }) => at <= now)
      wanted.sort((one, other) => one.at - other.at || one.index - other.index)
      expect(
        ratesAt({ rates: ratesOfEntries('weave', entries) }, now).map(({ tiers }) => tiers[0]?.price),
      ).toEqual(wanted.slice(-1).map(({ price }) => `${price}`))
    }),
  )
})
