import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutToBytes } from './cut-to-bytes.ts'

test('what is cut is a beginning of whole characters that fits, and the longest such', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, limit) => {
      fc.pre(text.isWellFormed())
      const cut = cutToBytes(text, limit)
      expect(text.startsWith(cut) && cut.isWellFormed()).toBe(true)
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit)
      const [next = ''] = text.slice(cut.length)
      if (next !== '') expect(Buffer.byteLength(cut + next)).toBeGreaterThan(limit)
    }),
  )
})
