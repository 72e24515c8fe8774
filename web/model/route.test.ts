import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionHref, decisionOfHash } from './route.ts'

test('decisionOfHash() reads back what decisionHref() writes, whatever the id', () => {
  const anyId = fc.string({ minLength: 1, unit: 'grapheme' })
  fc.assert(
    fc.property(anyId, (id) => {
      expect(decisionOfHash(decisionHref(id))).toBe(id)
    }),
  )
})

test.each(['', '#', '#/', '#/decisions/', '#/networks/a', '#/decisions/a/b', '#/decisions/%E0%A4%A'])(
  'decisionOfHash(%j) opens nothing',
  (hash) => {
    expect(decisionOfHash(hash)).toBeUndefined()
  },
)
