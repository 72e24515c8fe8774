import { expect, test } from 'vitest'
import type { ExpectedCosts } from '../../../domain/price-answers.ts'
import { cheapestOf, sumsOf } from './sums-of.ts'

const owner = (name: string, costs: Readonly<Record<string, number | null>>, currency = 'EUR') => ({
  use: {
    owner: name,
    egressGigabytes: 10,
    egressGigabytesP90: 20,
    ingressGigabytes: 1,
    ingressGigabytesP90: 2,
    basis: 'owner' as const,
    confidence: 1,
  },
  networks: Object.entries(costs).map(([network, perMonth]) => ({
    network,
    cost:
      perMonth === null
        ? null
        : {
            currency,
            perMonth,
            perMonthP90: 2 * perMonth,
            perGigabyte: 1,
            confidence: 1,
            monthToDateGigabytes: 0,
            version: 1,
          },
  })),
})
const costs = (...owners: ExpectedCosts['owners']): ExpectedCosts => ({ at: 0, owners })

test('sumsOf() adds up a pod of each owner, and adds nothing to what is not known', () => {
  const sums = sumsOf(
    costs(
      owner('shop/Deployment/web', { a: 1, b: 2 }),
      owner('bank/Job/x', { a: 5, b: null }),
      owner('shop/Deployment/db', { a: 3, b: 4 }),
    ),
  )
  expect(sums).toEqual([
    {
      namespace: 'bank',
      owners: 1,
      networks: [
        { network: 'a', currency: 'EUR', perMonth: 5 },
        { network: 'b', currency: '', perMonth: null },
      ],
    },
    {
      namespace: 'shop',
      owners: 2,
      networks: [
        { network: 'a', currency: 'EUR', perMonth: 4 },
        { network: 'b', currency: 'EUR', perMonth: 6 },
      ],
    },
  ])
})

test('sumsOf() adds no euros to dollars', () => {
  const [sum] = sumsOf(costs(owner('a/x/1', { n: 1 }), owner('a/x/2', { n: 1 }, 'USD')))
  expect(sum?.networks).toEqual([{ network: 'n', currency: 'EUR', perMonth: null }])
})

test('cheapestOf() names one only if it is cheaper than another', () => {
  const of = (...prices: (number | null)[]) =>
    cheapestOf(prices.map((perMonth, place) => ({ network: `n${place}`, currency: 'EUR', perMonth })))
  expect([of(3, 1, 2), of(1, 1), of(1, null), of(), of(2, 2, 1)]).toEqual([
    'n1',
    undefined,
    undefined,
    undefined,
    'n2',
  ])
  const dollars = { network: 'n1', currency: 'USD', perMonth: 1 }
  expect(cheapestOf([{ network: 'n0', currency: 'EUR', perMonth: 2 }, dollars])).toBeUndefined()
})
