import { expect, test } from 'vitest'
import type { ExpectedCost } from '../../../domain/expected-cost.ts'
import type { NetworkFacts } from '../../../domain/network-facts.ts'
import type { Constraints } from '../../../domain/profile.ts'
import { networkInputs } from '../../../test/support/network-inputs.ts'
import { exclusionOf, type Asking } from './exclusion-of.ts'

const now = 1_700_000_000_000

function exclusion(facts: Partial<NetworkFacts>, asking: Partial<Asking> = {}, over = {}) {
  const network = networkInputs('calico', {}, { facts: { attachments: 5, ...facts }, ...over })
  const found = exclusionOf(network, { constraints: {}, namespace: 'shop', nowMs: now, ...asking })
  // That its parameters tell the same as the sentence is tested where they are told: in `web/reasons`.
  return found && { code: found.code, detail: found.detail }
}

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
])('exclusionOf() of %s', (_which, known, reservedAttachments, detail) => {
  const expected = detail === null ? null : { code: 'addresses-exhausted', detail }
  expect(exclusion(known, {}, { reservedAttachments })).toEqual(expected)
})

test.each<[Partial<NetworkFacts>, Constraints, string | null, string?]>([
  [{ missingPlugin: 'weave-net' }, {}, 'plugin-missing', 'its plugin weave-net is not installed'],
  [{ notReady: 'daemon away' }, {}, 'not-ready', 'its plugin is not ready: daemon away'],
  [{ coolingDown: { untilMs: now, why: 'full' } }, {}, null],
  [
    { coolingDown: { untilMs: now + 11_001, why: 'no addresses left' } },
    {},
    'cooling-down',
    'it has just failed (no addresses left) and is left alone for 12 s',
  ],
  [{ maxAttachments: 6 }, {}, null],
  [{ maxAttachments: 5 }, {}, 'attachments-exhausted', 'places taken: all 5 of this node'],
  [{ namespaces: ['shop', 'bank'] }, {}, null],
  [{ namespaces: ['bank', 'till'] }, {}, 'tenancy', 'it is for pods of bank, till only'],
  [{ namespaces: [] }, {}, 'tenancy', 'it is for pods of no namespace only'],
  [{ namespaces: ['shop', 'bank'] }, { tenancy: 'isolated' }, null],
  [
    {},
    { tenancy: 'isolated' },
    'tenancy',
    'the profile wants a network that is for named namespaces, and this one is for all',
  ],
  [{ namespaces: ['shop'] }, { tenancy: 'dedicated' }, null],
  [
    { namespaces: ['shop', 'bank'] },
    { tenancy: 'dedicated' },
    'tenancy',
    'the profile wants a network for its namespace alone, and this one is for shop, bank',
  ],
  [
    {},
    { tenancy: 'dedicated' },
    'tenancy',
    'the profile wants a network for its namespace alone, and this one is for all',
  ],
  [{}, { families: ['IPv6'] }, null],
  [{ families: ['IPv4', 'IPv6'] }, { families: ['IPv6'] }, null],
  [{ families: ['IPv4'] }, { families: ['IPv4', 'IPv6'] }, 'family-missing', 'it gives no IPv6 address'],
  [{}, { minMtu: 9_000 }, null],
  [{ mtu: 9_000 }, { minMtu: 9_000 }, null],
  [{ mtu: 1_450 }, { minMtu: 9_000 }, 'mtu-too-small', 'its MTU is 1450, and the profile needs 9000'],
  [
    { device: 'intel.com/sriov' },
    {},
    'device-missing',
    'its plugin needs a device of intel.com/sriov, and the pod has none',
  ],
  [{ device: '' }, {}, 'device-missing', 'its plugin needs a device, and the pod has none'],
])('exclusionOf() with %j by %j is %s', (facts, constraints, code, detail) => {
  expect(exclusion(facts, { constraints })).toEqual(code === null ? null : { code, detail })
})

test('exclusionOf() lets a pod with the device have the network that needs it', () => {
  expect(exclusion({ device: 'intel.com/sriov' }, { devices: ['intel.com/sriov'] })).toBe(null)
})

test('exclusionOf() shuts out nobody in particular as a stranger', () => {
  expect(exclusion({ namespaces: ['bank'] }, { namespace: '' })).toBe(null)
})

const cost = (perMonthP90: number, currency = 'EUR'): ExpectedCost => ({
  currency,
  perMonth: 1,
  perMonthP90,
  perGigabyte: 0.1,
  confidence: 1,
  monthToDateGigabytes: 0,
  version: 1,
})

test.each<[ExpectedCost | null, string | undefined]>([
  [null, undefined],
  [cost(5), undefined],
  [cost(99, 'USD'), undefined],
  [cost(5.26), 'nine of ten such pods cost up to 5.26 EUR a month on it, and the budget is 5 EUR'],
])('exclusionOf() of a cost of %j', (expected, detail) => {
  const constraints: Constraints = { monthlyBudget: { amount: '5.00', currency: 'EUR' } }
  const found = exclusion({}, { constraints }, { cost: expected })
  expect(found).toEqual(detail === undefined ? null : { code: 'over-budget', detail })
})
