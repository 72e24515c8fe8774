import { expect, test } from 'vitest'
import type { Constraints } from '../../../domain/profile.ts'
import { networkFacts } from '../../../test/support/network-inputs.ts'
import { constraintFault, type Constrained } from './constraint-fault.ts'

const facts = networkFacts({
  capabilities: ['multicast', 'encrypted'],
  addressesUsed: 200,
  addressesTotal: 254,
})
const weave: Constrained = { network: 'weave', facts, reservedAttachments: 4 }

const codeOf = (constraints: Constraints, network = weave) => constraintFault(constraints, network)?.code

test.each<[Constraints, string | undefined]>([
  [{}, undefined],
  [{ allow: ['weave'], deny: ['calico'] }, undefined],
  [{ allow: ['calico'] }, 'not-allowed'],
  [{ allow: [] }, 'not-allowed'],
  [{ allow: ['weave'], deny: ['weave'] }, 'denied'],
  [{ capabilities: ['encrypted'] }, undefined],
  [{ capabilities: ['encrypted', 'wire-speed'] }, 'capability-missing'],
  [{ minFreeAddresses: 50 }, undefined],
  [{ minFreeAddresses: 51 }, 'addresses-too-few'],
])('constraintFault() of %j is %s', (constraints, code) => {
  expect(codeOf(constraints)).toBe(code)
})

test('constraintFault() names the capabilities that are missing', () => {
  expect(constraintFault({ capabilities: ['encrypted', 'a', 'b'] }, weave)?.detail).toBe(
    'the profile needs a, b of it',
  )
})

test('constraintFault() finds no fault in addresses that nobody can count', () => {
  const uncounted = { ...weave, facts: networkFacts() }
  expect(codeOf({ minFreeAddresses: 10 }, uncounted)).toBe(undefined)
})
