import { expect, test } from 'vitest'
import type { PriceBook, PriceRate } from '../../domain/price-book.ts'
import { defaultProfile } from '../../domain/profile.ts'
import { unknownOwner, withSpells } from '../../prices/owner-use.ts'
import { networkInputs } from '../../test/support/network-inputs.ts'
import { decide } from '../pipeline/decide.ts'
import { inputsOf } from '../pipeline/replay/inputs-of.ts'
import { LivePrices } from './live-prices.ts'
import { pricedInputs } from './priced-inputs.ts'
import { priceRate } from '../../test/support/price-rate.ts'

const noon = Date.parse('2026-07-01T12:00:00Z')
const tiers = [{ upTo: 100, price: '0.1' }, { price: '0.01' }]
const rate = (over: Partial<PriceRate> = {}): PriceRate => priceRate({ tiers, ...over })
const pod = { namespace: 'shop', name: 'web-6d4b75cb6d-hwzcn' }
const web = withSpells(
  unknownOwner('shop/Deployment/web'),
  [{ egressBytes: 1e9, ingressBytes: 0, hours: 24 }],
  0,
)

const pricesOf = (books: PriceBook[], monthToDate = 0) =>
  new LivePrices(() => books[0] ?? { version: 0, rates: [] }, {
    owner: (name) => (name === web.owner ? web : undefined),
    neighbours: () => [],
    monthToDateGigabytes: () => monthToDate,
  })
const weave = { name: 'weave', classes: ['weave-net'], prices: undefined }

test("a pod's cost is that of what its owner has used before, by the book that counts", () => {
  const prices = pricesOf([{ version: 4, rates: [rate()] }])
  const use = prices.useOf(pod, defaultProfile)
  expect(use).toMatchObject({ owner: 'shop/Deployment/web', basis: 'owner', confidence: 1 })
  expect(prices.costOf(weave, use, noon)).toMatchObject({ version: 4, currency: 'EUR', confidence: 1 })
  expect(prices.costOf(weave, use, noon)?.perMonth).toBeCloseTo((730 / 24) * 0.1)
})

test('what the month has carried says which tier counts', () => {
  const prices = pricesOf([{ version: 4, rates: [rate()] }], 500)
  const cost = prices.costOf(weave, prices.useOf(pod, defaultProfile), noon)
  expect(cost).toMatchObject({ monthToDateGigabytes: 500 })
  expect(cost?.perMonth).toBeCloseTo((730 / 24) * 0.01)
})

test('hours, new books and a clock that goes back are seen at once', () => {
  const evening = { timeZone: 'Europe/Berlin', from: '18:00', to: '20:00' }
  const books = [
    {
      version: 1,
      rates: [rate({ tiers: [{ price: '1' }] }), rate({ tiers: [{ price: '5' }], schedule: evening })],
    },
  ]
  const prices = pricesOf(books)
  const use = prices.useOf(null, { demandBitsPerSecond: 1e6 })
  const perGigabyte = (time: string) => prices.costOf(weave, use, Date.parse(time))?.perGigabyte
  expect([
    perGigabyte('2026-07-01T15:59:59Z'),
    perGigabyte('2026-07-01T16:00:00Z'),
    perGigabyte('2026-07-01T18:00:00Z'),
    perGigabyte('2026-07-01T17:00:00Z'),
  ]).toEqual([1, 5, 1, 5])
  books.unshift({ version: 2, rates: [rate({ tiers: [{ price: '3' }] })] })
  expect(perGigabyte('2026-07-01T17:00:00Z')).toBe(3)
})

test("a Network's own entries count, and are looked at again when they change", () => {
  const prices = pricesOf([])
  const use = prices.useOf(null, {})
  const entry = { validFrom: '2026-01-01T00:00:00Z', currency: 'EUR', perGigabyteEgress: '2' }
  expect(prices.costOf(weave, use, noon)).toBeNull()
  expect(prices.costOf({ ...weave, prices: [entry] }, use, noon)?.perGigabyte).toBe(2)
  const later = { ...entry, validFrom: '2026-07-01T12:00:01Z', perGigabyteEgress: '7' }
  const both = [entry, later]
  expect(prices.costOf({ ...weave, prices: both }, use, noon)?.perGigabyte).toBe(2)
  expect(prices.costOf({ ...weave, prices: both }, use, noon + 1_000)?.perGigabyte).toBe(7)
})

const judge = (budget?: { readonly amount: string; readonly currency: string }) => {
  const prices = pricesOf([
    { version: 9, rates: [rate(), rate({ network: 'calico', tiers: [{ price: '0.02' }] })] },
  ])
  const networks = ['calico', 'weave'].map((name) => ({ name, plugins: [{ type: name }] }))
  const inputs = pricedInputs(
    networks.map(({ name }) => networkInputs(name)),
    networks,
    { prices, settings: () => ({}), use: prices.useOf(pod, defaultProfile), nowMs: noon },
  )
  const profile = {
    ...defaultProfile,
    weights: { ...defaultProfile.weights, price: 10 },
    ...(budget && { constraints: { monthlyBudget: budget } }),
  }
  return {
    inputs,
    verdict: decide({
      namespace: 'shop',
      profile,
      measures: ['price', 'latency'],
      networks: inputs,
      picks: 1,
      nowMs: noon,
    }),
  }
}

test('the cheaper network wins where price counts, and a budget excludes what is dearer', () => {
  expect(judge().verdict).toMatchObject({ picks: ['calico'] })
  expect(judge().verdict.candidates.map(({ cost }) => cost?.version)).toEqual([9, 9])
  const tight = judge({ amount: '1', currency: 'EUR' }).verdict.candidates
  expect(tight.map(({ network, excluded }) => [network, excluded?.code])).toEqual([
    ['calico', undefined],
    ['weave', 'over-budget'],
  ])
})

test('a decision with costs is replayed from what is stored of it', () => {
  const { inputs, verdict } = judge()
  const stored = {
    pod: { ...pod, uid: 'u' },
    profile: defaultProfile,
    measures: ['price', 'latency'],
    at: noon,
    algorithm: 4,
    id: 'd',
    candidates: verdict.candidates,
  }
  const again = inputsOf(JSON.parse(JSON.stringify(stored)) as Parameters<typeof inputsOf>[0])
  expect(again.networks.map(({ cost }) => cost)).toEqual(
    verdict.candidates.map(({ network }) => inputs.find((each) => each.network === network)?.cost),
  )
})
