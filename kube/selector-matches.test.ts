import fc from 'fast-check'
import { expect, test } from 'vitest'
import { selectorMatches, type Labels } from './selector-matches.ts'

const key = fc.constantFrom('app', 'tier', 'constructor')
const value = fc.constantFrom('', 'a', 'b')
const labels: fc.Arbitrary<Labels> = fc.dictionary(key, value)
const operator = fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist')
const expression = fc.record({ key, operator, values: fc.array(value) })

test('a selector without parts holds for everything', () => {
  fc.assert(fc.property(labels, (all) => selectorMatches({}, all)))
  expect(selectorMatches({ matchLabels: {}, matchExpressions: [] }, {})).toBe(true)
})

test('In and NotIn, Exists and DoesNotExist, are each other’s opposites', () => {
  fc.assert(
    fc.property(labels, key, fc.array(value), (all, name, values) => {
      const holds = (wanted: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist') =>
        selectorMatches({ matchExpressions: [{ key: name, operator: wanted, values }] }, all)
      expect(holds('In')).toBe(!holds('NotIn'))
      expect(holds('Exists')).toBe(!holds('DoesNotExist'))
      expect(holds('Exists')).toBe(Object.hasOwn(all, name))
      if (holds('In')) expect(values).toContain(all[name])
    }),
  )
})

test('all parts have to hold, and matchLabels is short for In', () => {
  fc.assert(
    fc.property(labels, labels, fc.array(expression), (all, matchLabels, matchExpressions) => {
      const asExpressions = Object.entries(matchLabels).map(([name, only]) => ({
        key: name,
        operator: 'In' as const,
        values: [only],
      }))
      const parts = [...asExpressions, ...matchExpressions]
      expect(selectorMatches({ matchLabels, matchExpressions }, all)).toBe(
        parts.every((part) => selectorMatches({ matchExpressions: [part] }, all)),
      )
    }),
  )
})

test('members that every object inherits are no labels', () => {
  expect(selectorMatches({ matchExpressions: [{ key: 'constructor', operator: 'Exists' }] }, {})).toBe(false)
})
