import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ExpectedUse } from '../domain/expected-cost.ts'
import { noPrices, type PriceRate } from '../domain/price-book.ts'
import { expectedCost } from './expected-cost.ts'
import { tierCost } from './tier-cost.ts'
import { priceRate } from '../test/support/price-rate.ts'

const now = Date.parse('2026-06-01T12:00:00Z')
const rate = (over: Partial<PriceRate> = {}): PriceRate =>
  priceRate({ network: 'aws', tiers: [{ price: '0.1' }], currency: 'USD', ...over })
const use = (over: Partial<ExpectedUse> = {}): ExpectedUse => ({
  owner: 'shop/Deployment/web',
  egressGigabytes: 100,
  egressGigabytesP90: 300,
  ingressGigabytes: 50,
  ingressGigabytesP90: 60,
  basis: 'owner',
  confidence: 0.9,
  ...over,
})
const network = { name: 'aws', classes: ['aws-cni', 'group-a'] }
const cost = (rates: readonly PriceRate[], over: object = {}, used = use()) =>
  expectedCost({ version: 7, rates: [...rates] }, { ...network, ...over }, used, now)

test('expectedCost() is null where nobody has named a price', () => {
  expect(expectedCost(noPrices, network, use(), now)).toBeNull()
  expect(cost([rate({ network: 'other' }), rate({ effectiveFrom: '2027-01-01T00:00:00Z' })])).toBeNull()
})

test('expectedCost() adds up bytes, hours, addresses and its share of a month', () => {
  const rates = [
    rate(),
    rate({ direction: 'ingress', tiers: [{ price: '0.01' }] }),
    rate({ unit: 'interfaceHour', tiers: [{ price: '0.002' }] }),
    rate({ unit: 'addressHour', tiers: [{ price: '0.005' }] }),
    rate({ unit: 'month', tiers: [{ price: '40' }] }),
  ]
  const found = cost(rates, { addresses: 2, pods: 10 })
  const fixed = 730 * 0.002 + 2 * 730 * 0.005 + 4
  expect(found).toMatchObject({ currency: 'USD', confidence: 0.9, version: 7, monthToDateGigabytes: 0 })
  expect(found?.perMonth).toBeCloseTo(fixed + 10 + 0.5)
  expect(found?.perMonthP90).toBeCloseTo(fixed + 30 + 0.6)
  expect(found?.perGigabyte).toBeCloseTo((fixed + 10.5) / 100)
})

test('what has been sent in the month says in which tier the next bytes are', () => {
  const rates = [rate({ tiers: [{ upTo: 1_000, price: '0.09' }, { price: '0.05' }] })]
  expect(cost(rates)?.perMonth).toBeCloseTo(9)
  expect(cost(rates, { monthToDateGigabytes: 950 })?.perMonth).toBeCloseTo(50 * 0.09 + 50 * 0.05)
  expect(cost(rates, { monthToDateGigabytes: 5_000 })?.perMonth).toBeCloseTo(5)
})

test('a GiB has more bytes than a GB, so the same price for it is less', () => {
  expect(cost([rate({ unit: 'GiB' })])?.perMonth).toBeCloseTo(10 / 1.073741824)
})

test('what is said of a network by name goes before its classes, a destination of its own before any', () => {
  const { network: _name, ...anonymous } = rate()
  const ofClass = { ...anonymous, networkClass: 'aws-cni', tiers: [{ price: '5' }] }
  const ofGroup = { ...anonymous, networkClass: 'group-a', tiers: [{ price: '7' }] }
  expect(cost([ofGroup, ofClass])?.perMonth).toBeCloseTo(500)
  expect(cost([ofGroup, ofClass, rate()])?.perMonth).toBeCloseTo(10)
  const internet = rate({ destination: 'internet', tiers: [{ price: '0.5' }] })
  const mixed = use({ destinations: { internet: 0.2, sameZone: 0.8 } })
  expect(cost([rate(), internet], {}, mixed)?.perMonth).toBeCloseTo(20 * 0.5 + 80 * 0.1)
})

test('a rate with hours goes before one without, in its hours', () => {
  const night = rate({
    tiers: [{ price: '0.01' }],
    schedule: { timeZone: 'Asia/Tokyo', from: '20:00', to: '06:00' },
  })
  const day = rate({ tiers: [{ price: '9' }], schedule: { timeZone: 'UTC', from: '20:00', to: '06:00' } })
  expect(cost([rate(), night])?.perMonth).toBeCloseTo(1)
  expect(cost([rate(), day])?.perMonth).toBeCloseTo(10)
})

test('a pod that sends next to nothing pays by the gigabyte as if it sent one', () => {
  const idle = use({ egressGigabytes: 0, ingressGigabytes: 0 })
  expect(cost([rate(), rate({ unit: 'month', tiers: [{ price: '3' }] })], {}, idle)?.perGigabyte).toBe(3)
})

const tiersOf = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 1_000 }), { maxLength: 6 }),
    fc.array(fc.nat(1_000), { minLength: 7, maxLength: 7 }),
  )
  .map(([steps, prices]) => {
    let end = 0
    const ends = steps.map((step) => (end += step))
    return [...ends, undefined].map((upTo, index) => ({
      ...(upTo !== undefined && { upTo }),
      price: `${prices[index] ?? 0}`,
    }))
  })

test('the cost of two parts one after the other is that of both together, whatever the tiers', () => {
  const amount = fc.nat(5_000)
  fc.assert(
    fc.property(tiersOf, amount, amount, amount, (tiers, before, one, other) => {
      const together = tierCost(tiers, before, one + other)
      expect(tierCost(tiers, before, one) + tierCost(tiers, before + one, other)).toBeCloseTo(together)
      const prices = tiers.map(({ price }) => Number(price))
      expect(together).toBeLessThanOrEqual((one + other) * Math.max(...prices) + 1e-6)
      expect(together).toBeGreaterThanOrEqual((one + other) * Math.min(...prices) - 1e-6)
    }),
  )
})
