import { expect, test } from 'vitest'
import type { NetworkFacts } from '../../../domain/network-facts.ts'
import { networkInputs } from '../../../test/support/network-inputs.ts'
import { exclusionOf } from './exclusion-of.ts'

const asking = { constraints: {}, namespace: 'default', nowMs: 1_700_000_000_000 }

const exclusion = (facts: Partial<NetworkFacts>, reservedAttachments = 0) =>
  exclusionOf(
    networkInputs('calico', {}, { facts: { attachments: 5, ...facts }, reservedAttachments }),
    asking,
  )

test.each<[string, Partial<NetworkFacts>, number, string | null]>([
  ['a node with two left', { addressesUsed: 3, addressesTotal: 5 }, 0, null],
  ['a node with one left', { addressesUsed: 4, addressesTotal: 5 }, 0, 'free addresses: 1 of 5'],
  ['two left, one promised', { addressesUsed: 3, addressesTotal: 5 }, 1, 'free addresses: 1 of 5'],
  // What other nodes promise meanwhile nobody here knows: of a pool of many nodes 2 % are theirs.
  ['a pool with 2 %', { addressesUsed: 64_225, addressesTotal: 65_536 }, 0, null],
  ['a pool with less', { addressesUsed: 64_226, addressesTotal: 65_536 }, 0, 'free addresses: 1310 of 65536'],
  ['no end that anybody knows', { addressesUsed: 9_000, addressesTotal: null }, 0, null],
  ['IPv6, as far as numbers go', { addressesUsed: 9_000, addressesTotal: Number.MAX_SAFE_INTEGER }, 0, null],
  ['no addresses at all', { addressesUsed: 0, addressesTotal: 0 }, 0, 'free addresses: 0 of 0'],
])('exclusionOf() of %s', (_which, known, promised, detail) => {
  const expected = detail === null ? null : { code: 'addresses-exhausted', detail }
  expect(exclusion(known, promised)).toEqual(expected)
})
