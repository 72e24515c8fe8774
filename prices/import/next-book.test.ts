import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noPrices, type PriceBook } from '../../domain/price-book.ts'
import type { PriceImport } from '../../domain/price-import.ts'
import { addDecimals } from './add-decimals.ts'
import { changesBetween } from './changes-between.ts'
import { nextBook } from './next-book.ts'
import { priceRate } from '../../test/support/price-rate.ts'

const effectiveFrom = '2026-12-01T00:00:00Z'
const after = (imported: PriceImport, before: PriceBook = noPrices): PriceBook => {
  const next = nextBook(before, imported)
  if ('book' in next) return next.book
  throw new Error(JSON.stringify(next.faults))
}
const faultsOf = (imported: PriceImport) => {
  const next = nextBook(noPrices, imported)
  return 'faults' in next ? next.faults.map(({ pointer, detail }) => `${pointer} ${detail}`) : []
}
const opencost = JSON.parse(readFileSync('test/fixtures/prices/opencost-default.json', 'utf8')) as Record<
  string,
  string
>

test("OpenCost's pricing file becomes rates by 2^30 bytes and by destination", () => {
  const { version, rates } = after({ opencost, networkClass: 'gke', currency: 'USD', effectiveFrom })
  const each = {
    networkClass: 'gke',
    direction: 'egress',
    unit: 'GiB',
    currency: 'USD',
    effectiveFrom,
    source: 'OpenCost',
  }
  expect(version).toBe(1)
  expect(rates).toEqual([
    { ...each, destination: 'crossZone', tiers: [{ price: '0.01' }] },
    { ...each, destination: 'crossRegion', tiers: [{ price: '0.01' }] },
    { ...each, destination: 'internet', tiers: [{ price: '0.12' }] },
  ])
})

test('with a NAT gateway its price comes on top of what goes to the internet, to the last digit', () => {
  const { rates } = after({ opencost, network: 'gke', currency: 'USD', effectiveFrom, natGateway: true })
  expect(rates.slice(2).map(({ direction, tiers }) => [direction, tiers[0]?.price])).toEqual([
    ['egress', '0.165'],
    ['ingress', '0.045'],
  ])
})

test('a pricing file that says nothing of traffic, or no price, is refused', () => {
  const rest = { network: 'gke', currency: 'USD', effectiveFrom }
  expect(faultsOf({ ...rest, opencost: { CPU: '1' } })).toEqual([
    '/opencost names no price of traffic, such as internetNetworkEgress',
  ])
  expect(faultsOf({ ...rest, opencost: { internetNetworkEgress: '-1', zoneNetworkEgress: 'x' } })).toEqual([
    '/opencost/internetNetworkEgress is -1, which is no price',
    '/opencost/zoneNetworkEgress is x, which is no price',
  ])
})

test('a table becomes rates, its following lines tiers', () => {
  const csv = `\uFEFFnetwork;unit;upTo;price;currency;effectiveFrom;timeZone;days;from;to
weave;GB;1000;0.09;EUR;2026-01-01T00:00:00Z;;;;
weave;GB;;0.05;EUR;2026-01-01T00:00:00Z;;;;
"ключ, 2";GB;;0.01;EUR;2026-01-01T00:00:00Z;Europe/Berlin;1-5 7;22:00;06:00
`
  expect(after({ csv }).rates).toEqual([
    priceRate({ tiers: [{ upTo: 1_000, price: '0.09' }, { price: '0.05' }] }),
    priceRate({
      network: 'ключ, 2',
      tiers: [{ price: '0.01' }],
      schedule: { timeZone: 'Europe/Berlin', days: [1, 2, 3, 4, 5, 7], from: '22:00', to: '06:00' },
    }),
  ])
})

test.each<[string, readonly RegExp[]]>([
  ['network,price\nweave,1', [/has no column unit/, /has no column currency/, /has no column effectiveFrom/]],
  ['network,unit,price,currency,effectiveFrom,colour\n', [/has the column colour, which nothing reads/]],
  ['a,"b\nc', [/^\/csv is no table: /]],
  [
    'network,unit,price,currency,effectiveFrom\n\nweave,GB,cheap,EUR,today',
    [/^\/csv line 3: price is no amount: .*0\.09$/, /^\/csv line 3: effectiveFrom is no moment: /],
  ],
  [
    'network,unit,upTo,price,currency,effectiveFrom\nweave,GB,9,1,EUR,2026-01-01T00:00:00Z\nweave,GB,3,1,EUR,2026-01-01T00:00:00Z\nweave,GB,,1,EUR,2026-01-01T00:00:00Z',
    [/^\/csv line 3: upTo is 3, not above 9$/],
  ],
  [
    'network,unit,price,currency,effectiveFrom\nweave,GB,1,EUR,2026-01-01T00:00:00Z\nweave,GiB,2,EUR,2026-01-01T00:00:00Z',
    [/^\/csv line 3 overlaps line 2, /],
  ],
])('the table %j is refused, with all that is wrong', (csv, wanted) => {
  const faults = faultsOf({ csv })
  expect(faults).toHaveLength(wanted.length)
  for (const [index, pattern] of wanted.entries()) expect(faults[index]).toMatch(pattern)
})

test('nextBook() says what is wrong with any text that is no table of prices', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (csv) => {
      const next = nextBook(noPrices, { csv })
      expect('faults' in next ? next.faults.length : next.book.rates.length).toBeGreaterThan(0)
    }),
  )
})

test('what is added ends what it is for where it begins, and leaves all else', () => {
  const before = {
    version: 4,
    rates: [priceRate(), priceRate({ network: 'calico' }), priceRate({ direction: 'ingress' })],
  }
  const added = priceRate({ effectiveFrom: '2026-06-01T00:00:00Z', tiers: [{ price: '0.03' }] })
  const book = after({ rates: [added], add: true }, before)
  expect(book).toEqual({
    version: 5,
    rates: [
      priceRate({ effectiveTo: '2026-06-01T00:00:00.000Z' }),
      priceRate({ network: 'calico' }),
      priceRate({ direction: 'ingress' }),
      added,
    ],
  })
  expect(changesBetween(before, book)).toEqual([
    { before: priceRate(), after: priceRate({ effectiveTo: '2026-06-01T00:00:00.000Z' }) },
    { after: added },
  ])
  expect(after({ rates: [added] }, before).rates).toEqual([added])
  expect(changesBetween(before, { version: 5, rates: [priceRate()] })).toEqual([
    { before: priceRate({ network: 'calico' }) },
    { before: priceRate({ direction: 'ingress' }) },
  ])
})

test('addDecimals() adds as one does on paper', () => {
  fc.assert(
    fc.property(
      fc.nat(1e6),
      fc.nat(1e6),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 6 }),
      (one, other, p, q) => {
        const text = (value: number, places: number) => (value / 10 ** places).toFixed(places)
        expect(Number(addDecimals(text(one, p), text(other, q)))).toBeCloseTo(
          one / 10 ** p + other / 10 ** q,
          6,
        )
      },
    ),
  )
})
