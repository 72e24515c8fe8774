import { expect, test } from 'vitest'
import type { NetworkFacts } from '../../domain/network-facts.ts'
import { unmeasured } from '../../domain/network-sample.ts'
import { networkInputs, reading } from '../../test/support/network-inputs.ts'
import { scored } from '../../test/support/scored.ts'
import { networkState } from './network-state.ts'

const now = 1_700_000_000_000
const sample = { ...unmeasured, network: 'weave', at: now, attachments: 0 }

function stateOf(facts: Partial<NetworkFacts>, use: number | null = 0.5, ageMs = 0): string {
  const readings = use === null ? {} : { utilization: reading(use) }
  return networkState(
    scored(networkInputs('weave', readings, { facts })),
    { ...sample, at: now - ageMs },
    now,
  )
}

test.each<[string, Partial<NetworkFacts>, (number | null)?, number?]>([
  ['healthy', {}],
  ['congested', {}, 0.8],
  ['unmeasured', {}, null],
  ['stale', {}, 0.5, 46_000],
  ['exhausted', { addressesUsed: 254, addressesTotal: 254 }],
  ['exhausted', { attachments: 3, maxAttachments: 3 }],
  ['closed', { missingPlugin: 'gone' }],
  ['closed', { missingPlugin: 'gone' }, null, 46_000],
  ['closed', { notReady: 'no daemon' }],
])('networkState() is %s with %j, %s in use and %s ms old', (state, facts, use, ageMs) => {
  expect(stateOf(facts, use, ageMs)).toBe(state)
})
