import { expect, test } from 'vitest'
import type { ExpectedCosts } from '../../../domain/price-answers.ts'
import { cheapestOf, sumsOf } from './sums-of.ts'

interface Changes {
  readonly currency?: string
  readonly pods?: number | null
  readonly confidence?: number
}

const owner = (
  name: string,
  costs: Readonly<Record<string, number | null>>,
  { currency = 'EUR', pods = 1, confidence = 1 }: Changes = {},
) => ({
  use: {
    owner: name,
    egressGigabytes: 10,
    egressGigabytesP90: 20,
    ingressGigabytes: 1,
    ingressGigabytesP90: 2,
    basis: 'owner' as const,
    confidence,
  },
  pods,
  networks: Object.entries(costs).map(([network, perMonth]) => ({
    network,
    monthly: perMonth === null || pods === null ? null : { currency, perMonth: pods * perMonth, confidence },
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
const costs = (...owners: ExpectedCosts['owners']): ExpectedCosts => ({ at: 0, leftOut: 0, owners })

test('sumsOf() adds up all pods of each owner, and adds nothing to what is not known', () => {
  const sums = sumsOf(
    costs(
      owner('shop/Deployment/web', { a: 1, b: 2 }, { pods: 10 }),
      owner('bank/Job/x', { a: 5, b: null }),
      owner('shop/Deployment/db', { a: 3, b: 4 }),
    ),
  )
  expect(sums).toEqual([
    {
      namespace: 'bank',
      owners: 1,
      pods: 1,
      confidence: 1,
      networks: [
        { network: 'a', currency: 'EUR', perMonth: 5 },
        { network: 'b', currency: '', perMonth: null },
      ],
    },
    {
      namespace: 'shop',
      owners: 2,
      pods: 11,
      confidence: 1,
      networks: [
        { network: 'a', currency: 'EUR', perMonth: 13 },
        { network: 'b', currency: 'EUR', perMonth: 24 },
      ],
    },
  ])
})

test('sumsOf() adds no euros to dollars', () => {
  const [sum] = sumsOf(costs(owner('a/x/1', { n: 1 }), owner('a/x/2', { n: 1 }, { currency: 'USD' })))
  expect(sum?.networks).toEqual([{ network: 'n', currency: 'EUR', perMonth: null }])
})

test('sumsOf() is as sure as its pods are, adds nothing of owners that do not run, and knows no sum of pods not counted', () => {
  const [sum] = sumsOf(
    costs(
      owner('a/x/1', { n: 2 }, { pods: 3, confidence: 1 }),
      owner('a/x/2', { n: 5 }, { pods: 1, confidence: 0.2 }),
      owner('a/x/3', { n: 7 }, { pods: 0, confidence: 0.1 }),
    ),
  )
  expect(sum).toMatchObject({ owners: 3, pods: 4, networks: [{ perMonth: 11 }] })
  expect(sum?.confidence).toBeCloseTo(0.8)
  const uncounted = owner('a/x/2', { n: 5 }, { pods: null, confidence: 0.5 })
  const [unknown] = sumsOf(costs(owner('a/x/1', { n: 2 }, { pods: 3 }), uncounted))
  expect(unknown).toMatchObject({ pods: null, networks: [{ perMonth: null }], confidence: 0.875 })
  const [idle] = sumsOf(costs(owner('a/x/1', { n: 2 }, { pods: 0, confidence: 0.4 })))
  expect(idle).toMatchObject({ pods: 0, networks: [{ perMonth: 0 }], confidence: 0.4 })
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
