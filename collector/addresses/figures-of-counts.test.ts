import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainCount, type AddressCount } from './address-count.ts'
import { figuresOfCounts } from './figures-of-counts.ts'

const at = 1_700_000_000_000
const count = (over: Partial<AddressCount>): AddressCount => ({
  ...plainCount,
  scope: 'node',
  family: 4,
  used: 0n,
  total: 100n,
  at,
  source: 'calico',
  ...over,
})

test('figuresOfCounts() takes the count that is nearest to its end, whatever its scope and family', () => {
  const node = count({ used: 10n, subnets: 2 })
  const pool = count({ scope: 'pool', used: 900n, total: 1_000n, subnets: 7 })
  const six = count({ family: 6, used: 2n ** 62n, total: 2n ** 64n, subnets: 1 })
  expect(figuresOfCounts([node, pool, six])).toEqual({
    figures: {
      addressesUsed: 900,
      addressesTotal: 1_000,
      addressSource: 'calico',
      addressScope: 'pool',
      addressesAt: at,
      subnets: 3,
    },
    outOfRange: 0,
  })
  expect(figuresOfCounts([])).toBeNull()
})

test('figuresOfCounts() counts what is held back as gone, and what is excluded as never there', () => {
  const held = count({ used: 5n, reserved: 3n, excluded: 20n })
  expect(figuresOfCounts([held])?.figures).toMatchObject({ addressesUsed: 8, addressesTotal: 80 })
})

test('figuresOfCounts() cuts a count beyond what there is, and tells', () => {
  const beyond = count({ used: 150n, excluded: 10n })
  expect(figuresOfCounts([beyond])).toMatchObject({
    figures: { addressesUsed: 90, addressesTotal: 90 },
    outOfRange: 1,
  })
  expect(figuresOfCounts([count({ used: -5n })])).toMatchObject({
    figures: { addressesUsed: 0 },
    outOfRange: 1,
  })
})

test('figuresOfCounts() never takes a network for full because its IPAM has not fetched more yet', () => {
  const pool = count({ scope: 'pool', used: 300n, total: 1_000n })
  const growing = (used: bigint) => count({ used, total: 64n, grows: true })
  expect(figuresOfCounts([growing(50n), pool])?.figures).toMatchObject({ addressesUsed: 50 })
  expect(figuresOfCounts([growing(63n), pool])?.figures).toMatchObject({ addressesUsed: 300 })
  expect(figuresOfCounts([growing(63n)])?.figures).toMatchObject({ addressesUsed: 63, addressesTotal: 64 })
})

test('figuresOfCounts() prefers a count with an end, and a scope without addresses is full', () => {
  const endless = count({ used: 90n, total: null })
  expect(figuresOfCounts([endless])?.figures).toMatchObject({ addressesUsed: 90, addressesTotal: null })
  expect(figuresOfCounts([endless, count({ used: 1n })])?.figures).toMatchObject({ addressesTotal: 100 })
  expect(figuresOfCounts([count({ used: 99n }), count({ total: 0n })])?.figures).toMatchObject({
    addressesUsed: 0,
    addressesTotal: 0,
  })
})

test('figuresOfCounts() stops IPv6 at a figure that stays exact', () => {
  const six = count({ family: 6, used: 3n, total: 2n ** 80n })
  expect(figuresOfCounts([six])?.figures).toMatchObject({
    addressesUsed: 3,
    addressesTotal: Number.MAX_SAFE_INTEGER,
  })
})

test('figuresOfCounts() tells of no counts at all what cannot be', () => {
  const any = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 130n })
  const counts = fc.record({
    scope: fc.constantFrom('node', 'pool', 'cluster'),
    family: fc.constantFrom(4, 6),
    used: any,
    reserved: any,
    total: fc.option(any),
    excluded: any,
    subnets: fc.option(fc.nat(5)),
    at: fc.constant(at),
    source: fc.string(),
    grows: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(counts, { minLength: 1 }), (all) => {
      const { addressesUsed, addressesTotal } = figuresOfCounts(all)?.figures ?? {}
      expect(addressesUsed).toBeGreaterThanOrEqual(0)
      expect(addressesUsed).toBeLessThanOrEqual(addressesTotal ?? Number.MAX_SAFE_INTEGER)
    }),
  )
})
