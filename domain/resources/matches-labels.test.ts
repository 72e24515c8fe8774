import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LabelSelector } from './selection-profile.ts'
import { matchesLabels } from './matches-labels.ts'

const labels = { app: 'web', tier: 'front' }

const one = (operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist', key: string, ...values: string[]) => ({
  matchExpressions: [{ key, operator, ...(values.length > 0 && { values }) }],
})

test.each<[LabelSelector, boolean]>([
  [{}, true],
  [{ matchLabels: { app: 'web', tier: 'front' } }, true],
  [{ matchLabels: { app: 'web', tier: 'back' } }, false],
  [one('In', 'app', 'db', 'web'), true],
  [one('In', 'zone', 'a'), false],
  [one('NotIn', 'app', 'web'), false],
  [one('NotIn', 'zone', 'a'), true],
  [one('Exists', 'app'), true],
  [one('Exists', 'constructor'), false],
  [one('DoesNotExist', 'zone'), true],
  [one('DoesNotExist', 'app'), false],
  [{ matchLabels: { app: 'web' }, ...one('DoesNotExist', 'tier') }, false],
])('matchesLabels() of %j', (selector, expected) => {
  expect(matchesLabels(selector, labels)).toBe(expected)
})

test('matchesLabels() of an operator and of its opposite are never the same', () => {
  const word = fc.constantFrom('app', 'web', 'tier', 'x')
  fc.assert(
    fc.property(fc.dictionary(word, word), word, fc.array(word, { minLength: 1 }), (given, key, values) => {
      const holds = (operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist') =>
        matchesLabels({ matchExpressions: [{ key, operator, values }] }, given)
      expect([holds('In'), holds('Exists')]).toEqual([!holds('NotIn'), !holds('DoesNotExist')])
    }),
  )
})
