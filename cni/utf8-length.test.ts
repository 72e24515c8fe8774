import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exceedsUtf8, utf8Length } from './utf8-length.ts'

test('utf8Length() counts as the encoder does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(utf8Length(text)).toBe(Buffer.byteLength(text))
    }),
  )
})

test('exceedsUtf8() says what counting would', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, limit) => {
      expect(exceedsUtf8(text, limit)).toBe(utf8Length(text) > limit)
    }),
  )
})
