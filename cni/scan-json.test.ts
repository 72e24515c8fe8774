import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitMember, splitParts, valueEnd } from './scan-json.ts'

const jsonText = fc
  .tuple(fc.jsonValue(), fc.nat(3))
  .map(([value, indent]) => JSON.stringify(value, null, indent))

test('valueEnd() finds the end of any value, whatever follows it', () => {
  fc.assert(
    fc.property(jsonText, fc.constantFrom('', ',', ' }', ']', '\n'), (text, rest) => {
      expect(valueEnd(text + rest, 0)).toBe(text.length)
    }),
  )
})

test('splitParts() cuts an object into members that put together are the source again', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(3), (object, indent) => {
      const source = JSON.stringify(object, null, indent)
      const { head, parts, tail } = splitParts(source)
      expect(head + parts.join(',') + tail).toBe(source)
      const members = parts.map(splitMember).map(({ key, value }) => [key, JSON.parse(value)] as const)
      expect(Object.fromEntries(members)).toEqual(JSON.parse(source))
    }),
  )
})

test('splitParts() cuts an array into its elements', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (array) => {
      const parts = splitParts(JSON.stringify(array)).parts.map((part) => JSON.parse(part) as unknown)
      expect(parts).toEqual(JSON.parse(JSON.stringify(array)))
    }),
  )
})

test('text that ends too early is a SyntaxError, never an endless loop', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.nat(), (array, cut) => {
      const text = JSON.stringify(array)
      const torn = text.slice(0, 1 + (cut % (text.length - 1)))
      expect(() => valueEnd(torn, 0)).toThrow(SyntaxError)
      expect(() => splitParts(torn)).toThrow(SyntaxError)
    }),
  )
})
