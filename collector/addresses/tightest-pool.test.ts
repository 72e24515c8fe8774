import { expect, test } from 'vitest'
import { parseRange } from './address-range.ts'
import { parseIpAddress } from './ip-address.ts'
import { tightestPool } from './tightest-pool.ts'

const pool = (...subnets: string[]) => subnets.map((subnet) => parseRange({ subnet }))
const leased = (...texts: string[]) => texts.flatMap((text) => parseIpAddress(text) ?? [])

test('tightestPool() adds up the ranges of a pool and counts what is leased within them', () => {
  const leases = leased('10.1.0.2', '10.2.0.2', '10.3.0.2')
  expect(tightestPool([pool('10.1.0.0/29', '10.2.0.0/29')], leases)).toEqual({
    addressesUsed: 2,
    addressesTotal: 10,
  })
})

test('tightestPool() takes the family of a dual-stack network that is nearer to its end', () => {
  const dual = [pool('10.1.0.0/29'), pool('fd00::/64')]
  expect(tightestPool(dual, leased('10.1.0.2', 'fd00::2'))).toEqual({ addressesUsed: 1, addressesTotal: 5 })
  const narrow = [pool('10.1.0.0/16'), pool('fd00::/125')]
  expect(tightestPool(narrow, leased('10.1.0.2', 'fd00::2'))).toEqual({ addressesUsed: 1, addressesTotal: 6 })
})

test('tightestPool() stops at a figure that stays exact', () => {
  expect(tightestPool([pool('fd00::/48')], [])).toEqual({
    addressesUsed: 0,
    addressesTotal: Number.MAX_SAFE_INTEGER,
  })
})
