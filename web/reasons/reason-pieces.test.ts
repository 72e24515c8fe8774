import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import type { Exclusion } from '../../domain/exclusion.ts'
import type { NetworkFacts } from '../../domain/network-facts.ts'
import type { Constraints } from '../../domain/profile.ts'
import { exclusionOf } from '../../selector/pipeline/filters/exclusion-of.ts'
import { decisionOf } from '../../test/support/decision-of.ts'
import { networkInputs } from '../../test/support/network-inputs.ts'
import { someInputs } from '../../test/support/some-inputs.ts'
import { chinese } from '../catalogue/reasons.zh.ts'
import { english } from '../catalogue/reasons.en.ts'
import { exclusionText, missesText } from './exclusion-text.ts'
import type { Reasoned } from './reason-parts.ts'
import { reasonPieces } from './reason-pieces.ts'

const reasonedOf = ({ candidates, chosen, picks, wantedPicks, seed }: Decision): Reasoned => ({
  candidates,
  picks: picks ?? (chosen === '' ? [] : [chosen]),
  wanted: wantedPicks ?? 1,
  isDrawn: seed !== undefined,
})
const told = (decision: Decision, words = chinese) =>
  reasonPieces(decision.reason, reasonedOf(decision), words)
const hasLetters = (text: string) => /[a-z]{3,} [a-z]{2,}/.test(text)

test('the page says in English word for word what the server says, and in Chinese all but what plugins said', () => {
  fc.assert(
    fc.property(someInputs, (inputs) => {
      const decision = decisionOf(inputs)
      const inEnglish = told(decision, english)
      expect(inEnglish.map(({ text }) => text).join('')).toBe(decision.reason)
      const pieces = told(decision)
      for (const { text, isEnglish } of pieces)
        if (isEnglish) expect(['no addresses left', 'no daemon']).toContain(text)
        else expect(hasLetters(text)).toBe(false)
    }),
    { numRuns: 1_000 },
  )
})

test('every exclusion is told from its parameters as its sentence tells it, and every missed SLA too', () => {
  fc.assert(
    fc.property(someInputs, (inputs) => {
      for (const { excluded, missesSla, slaMisses = [] } of decisionOf(inputs).candidates) {
        if (missesSla !== undefined) expect(missesText(slaMisses, english)).toBe(missesSla)
        if (excluded === null) continue
        const text = exclusionText(excluded, english)
        expect(text?.replace('{why}', excluded.parameters?.why ?? '')).toBe(excluded.detail)
        expect(exclusionText(excluded, chinese)).toBeTruthy()
      }
    }),
    { numRuns: 1_000 },
  )
})

test.each<[Exclusion['code'], Partial<NetworkFacts>, Constraints]>([
  ['addresses-exhausted', { addressesUsed: 3, addressesTotal: 4 }, {}],
  ['addresses-too-few', { addressesUsed: 3, addressesTotal: 10 }, { minFreeAddresses: 9 }],
  ['mtu-too-small', { mtu: 1_400 }, { minMtu: 1_500 }],
  ['not-allowed', {}, { allow: ['b', 'c'] }],
  ['not-allowed', {}, { allow: [] }],
  ['tenancy', { namespaces: [] }, {}],
  ['tenancy', { namespaces: ['shop', 'bank'] }, { tenancy: 'dedicated' }],
  ['tenancy', {}, { tenancy: 'isolated' }],
])('an exclusion as %s is told as the server tells it', (code, facts, constraints) => {
  const asking = { constraints, namespace: 'shop', nowMs: 0 }
  const excluded = exclusionOf(networkInputs('a', {}, { facts }), asking)
  expect(excluded).toMatchObject({ code, detail: excluded && exclusionText(excluded, english) })
})

test('what was told by another rule, by a code that nobody knows or without figures stays as the server says it', () => {
  const [inputs] = fc.sample(someInputs, { seed: 7, numRuns: 1 })
  if (inputs === undefined) throw new Error('Cannot make any inputs')
  const decision = decisionOf(inputs)
  expect(told({ ...decision, reason: 'because' })).toEqual([{ text: 'because', isEnglish: true }])
  expect(exclusionText({ code: 'too-new' as 'denied', detail: 'it is too new' }, chinese)).toBeUndefined()
  expect(exclusionText({ code: 'mtu-too-small', detail: 'its MTU is 3' }, chinese)).toBeUndefined()
})
