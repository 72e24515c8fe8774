import { expect, test } from 'vitest'
import { networkInputs, reading } from '../../test/support/network-inputs.ts'
import { scored } from '../../test/support/scored.ts'
import type { NetworkInputs } from './inputs.ts'
import { pickApart } from './pick-apart.ts'
import { rank } from './rank.ts'
import { reasonOf } from './reason-of.ts'

function reason(...list: readonly NetworkInputs[]): string {
  const ranked = rank(list.map((each) => scored(each)))
  return reasonOf({ ranked, picked: pickApart(ranked, 1), wanted: 1, isDrawn: false })
}

const used = (network: string, use: number, over = {}) =>
  networkInputs(network, { utilization: reading(use) }, over)
const full = (network: string) => networkInputs(network, {}, { facts: { missingPlugin: 'gone' } })
const cost = (perMonth: number) => ({
  currency: 'EUR',
  perMonth,
  perMonthP90: 9,
  perGigabyte: 1,
  confidence: 1,
  monthToDateGigabytes: 0,
  version: 1,
})

test('reasonOf() ends with who was left out, by what', () => {
  expect(reason(used('a', 0.3), full('b'), full('c'))).toBe(
    'a: the only network that can take the pod; not b: its plugin gone is not installed; not c: its plugin gone is not installed',
  )
  expect(reason(full('b'))).toBe('not b: its plugin gone is not installed')
  expect(reason()).toBe('there is none')
})

test('reasonOf() names eight of those that were left out, and counts the others', () => {
  const many = Array.from({ length: 11 }, (_, index) => full(`net${index}`))
  const parts = reason(used('a', 0.3), ...many).split('; ')
  expect([parts.length, parts.at(-1)]).toEqual([10, 'nor 3 more'])
})

test('reasonOf() says what winner and runner-up are expected to cost', () => {
  expect(reason(used('a', 0.3, { cost: cost(3.234) }), used('b', 0.6, { cost: cost(5.1) }))).toBe(
    'a: congestion +.30 (30 % vs 60 %) against b; expected to cost 3.23 EUR a month, 5.1 EUR on b',
  )
  expect(reason(used('a', 0.3, { cost: cost(3) }), used('b', 0.6))).toContain(
    '; expected to cost 3 EUR a month',
  )
})
