import { expect, test } from 'vitest'
import type { OwnerUse } from '../../../domain/owner-use.ts'
import type { Stores } from '../../../store/stores.ts'

const use = (owner: string, over: Partial<OwnerUse> = {}): OwnerUse => ({
  owner,
  egressBytesPerHour: 1.5e9,
  ingressBytesPerHour: 0,
  recentEgress: [1, 2.5, 3e12],
  recentIngress: [],
  hours: 0.25,
  updatedAt: 1_764_000_000_000,
  ...over,
})

/** What pods have used as every engine has to keep it. */
export function describeUsage(stores: () => Stores): void {
  const usage = () => stores().usage

  test('owners are found as they were saved last, whatever their names', async () => {
    expect(await usage().owners()).toEqual([])
    await usage().saveOwners([])
    await usage().saveOwners([use('shop/Deployment/web'), use("bank/Pod/ключ'; --")])
    await usage().saveOwners([use('shop/Deployment/web', { hours: 9, recentEgress: [4] })])
    expect(await usage().owners()).toEqual([
      use("bank/Pod/ключ'; --"),
      use('shop/Deployment/web', { hours: 9, recentEgress: [4] }),
    ])
  })

  test('how many pods an owner has is kept with it, and none is not the same as nobody has counted', async () => {
    await usage().saveOwners([use('a/Pod/1', { pods: 3 }), use('a/Pod/2', { pods: 0 }), use('a/Pod/3')])
    expect(await usage().owners()).toEqual([
      use('a/Pod/1', { pods: 3 }),
      use('a/Pod/2', { pods: 0 }),
      use('a/Pod/3'),
    ])
  })

  test('volumes of a month add up by network, each month for itself', async () => {
    await usage().addVolumes('2026-11', new Map())
    await usage().addVolumes(
      '2026-11',
      new Map([
        ['weave', 1e12],
        ['calico', 5],
      ]),
    )
    await usage().addVolumes('2026-11', new Map([['weave', 0.5]]))
    await usage().addVolumes('2026-12', new Map([['weave', 7]]))
    expect(Object.fromEntries(await usage().volumes('2026-11'))).toEqual({ weave: 1e12 + 0.5, calico: 5 })
    expect(Object.fromEntries(await usage().volumes('2027-01'))).toEqual({})
  })

  test('forget() removes old owners and months, and no others', async () => {
    await usage().saveOwners([use('a/Pod/old', { updatedAt: 10 }), use('a/Pod/new', { updatedAt: 20 })])
    await usage().addVolumes('2025-12', new Map([['weave', 1]]))
    await usage().addVolumes('2026-01', new Map([['weave', 2]]))
    await usage().forget(20, '2026-01')
    expect((await usage().owners()).map(({ owner }) => owner)).toEqual(['a/Pod/new'])
    expect((await usage().volumes('2025-12')).size).toBe(0)
    expect((await usage().volumes('2026-01')).size).toBe(1)
  })
}
