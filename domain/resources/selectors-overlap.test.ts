import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesLabels } from './matches-labels.ts'
import type { LabelSelector } from './selection-profile.ts'
import { selectorsOverlap } from './selectors-overlap.ts'

const app = (value: string): LabelSelector => ({ matchLabels: { app: value } })
const says = (operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist', ...values: string[]): LabelSelector => ({
  matchExpressions: [{ key: 'app', operator, ...(values.length > 0 && { values }) }],
})

test.each<[LabelSelector, LabelSelector, boolean]>([
  [{}, {}, true],
  [{}, app('web'), true],
  [app('web'), app('web'), true],
  [app('web'), app('db'), false],
  [app('web'), { matchLabels: { tier: 'front' } }, true],
  [app('web'), says('In', 'web', 'db'), true],
  [app('web'), says('NotIn', 'web'), false],
  [says('In', 'a', 'b'), says('NotIn', 'a'), true],
  [says('Exists'), says('DoesNotExist'), false],
  [app('web'), says('DoesNotExist'), false],
  [says('NotIn', 'a'), says('DoesNotExist'), true],
  [says('Exists'), says('NotIn', 'a'), true],
])('selectorsOverlap() of %j and %j', (one, other, expected) => {
  expect([selectorsOverlap(one, other), selectorsOverlap(other, one)]).toEqual([expected, expected])
})

const word = fc.constantFrom('a', 'b', 'c')
const someSelector: fc.Arbitrary<LabelSelector> = fc.record({
  matchLabels: fc.dictionary(word, word, { maxKeys: 2 }),
  matchExpressions: fc.array(
    fc.oneof(
      fc.record({
        key: word,
        operator: fc.constantFrom('In' as const, 'NotIn' as const),
        values: fc.array(word, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ key: word, operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const) }),
    ),
    { maxLength: 3 },
  ),
})
/** All labels that are made of these keys and values, and of one that no selector names. */
const values = [undefined, 'a', 'b', 'c', 'other']
const allLabels = values.flatMap((a) =>
  values.flatMap((b) =>
    values.map((c) =>
      Object.fromEntries(Object.entries({ a, b, c }).filter(([, value]) => value !== undefined)),
    ),
  ),
) as Readonly<Record<string, string>>[]

test('selectorsOverlap() is what trying all labels shows', () => {
  fc.assert(
    fc.property(someSelector, someSelector, (one, other) => {
      const both = allLabels.some((labels) => matchesLabels(one, labels) && matchesLabels(other, labels))
      expect(selectorsOverlap(one, other)).toBe(both)
    }),
  )
})
