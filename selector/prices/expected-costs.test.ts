import { expect, test } from 'vitest'
import type { OwnerUse } from '../../domain/owner-use.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { priceRate } from '../../test/support/price-rate.ts'
import { expectedCosts } from './expected-costs.ts'
import { LivePrices } from './live-prices.ts'

const clock = new ManualClock(Date.parse('2026-11-25T10:00:00Z'))
const noUse = { owner: () => undefined, neighbours: () => [], monthToDateGigabytes: () => 0 }
const use = (owner: string, over: Partial<OwnerUse> = {}): OwnerUse => ({
  owner,
  egressBytesPerHour: 1e9,
  ingressBytesPerHour: 0,
  recentEgress: [],
  recentIngress: [],
  hours: 24,
  updatedAt: clock.nowMs(),
  ...over,
})
const rates = [
  priceRate({ network: 'weave', tiers: [{ price: '0.01' }] }),
  priceRate({ network: 'shared', unit: 'month', tiers: [{ price: '100' }] }),
]
const ask = (owners: readonly OwnerUse[], nodes = 1, namespace?: string) =>
  expectedCosts(
    {
      owners: () => owners,
      networks: () => ['weave', 'shared', 'free'].map((name) => ({ name, classes: [], prices: undefined })),
      nodes: () => nodes,
      prices: new LivePrices(() => ({ version: 1, rates }), noUse),
      clock,
    },
    namespace,
  )
const answer = (...asked: Parameters<typeof ask>) =>
  ask(...asked).owners.map(({ use: { owner, basis }, pods, networks }) => ({
    owner,
    basis,
    pods,
    one: networks.map(({ cost }) => cost && Math.round(cost.perMonth * 1e6) / 1e6),
    all: networks.map(({ monthly }) => monthly && Math.round(monthly.perMonth * 1e6) / 1e6),
  }))

test('all pods of an owner cost what one costs by their number, and share what a node costs in a month', () => {
  expect(answer([use('shop/Deployment/web', { pods: 3 }), use('bank/Pod/db', { pods: 1 })])).toEqual([
    {
      ...{ owner: 'shop/Deployment/web', basis: 'owner', pods: 3 },
      ...{ one: [7.3, 25, null], all: [21.9, 75, null] },
    },
    { owner: 'bank/Pod/db', basis: 'owner', pods: 1, one: [7.3, 25, null], all: [7.3, 25, null] },
  ])
  expect(answer([use('shop/Deployment/web', { pods: 8 })], 4)).toMatchObject([{ one: [7.3, 50, null] }])
})

test('owners without a pod cost nothing now, and of pods that nobody has counted the sum is not known', () => {
  expect(answer([use('a/Pod/x', { pods: 0 }), use('a/Pod/y')])).toMatchObject([
    { pods: 0, one: [7.3, 100, null], all: [0, 0, null] },
    { pods: null, one: [7.3, 100, null], all: [null, null, null] },
  ])
})

test('a pod that is not measured yet is taken for its neighbours, and one namespace is told alone', () => {
  const owners = [use('shop/Deployment/new', { hours: 0, pods: 2 }), use('shop/Pod/x'), use('shopping/Pod/x')]
  expect(answer(owners, 1, 'shop')).toMatchObject([
    { owner: 'shop/Deployment/new', basis: 'namespace', one: [7.3, 50, null] },
    { owner: 'shop/Pod/x', basis: 'owner' },
  ])
  expect(answer(owners, 1, 'nowhere')).toEqual([])
})

test('of very many owners the answer says how many it leaves out', () => {
  const owners = Array.from({ length: 503 }, (_, place) => use(`shop/Pod/${place}`))
  expect(ask(owners)).toMatchObject({ leftOut: 3 })
  expect(ask(owners).owners).toHaveLength(500)
  expect(ask(owners, 1, 'bank')).toMatchObject({ leftOut: 0, owners: [] })
})
