import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson } from './parse-json.ts'

test.each(['"\\u00e9\\\\x"', '"\\\\\\"."', '"1. -01 \\\\q"', '[-0.5, 0, -10, 1e5]', ' {"a.b":"c."} '])(
  'parseJson() takes %s',
  (text) => expect(parseJson(text)).toEqual(JSON.parse(text)),
)

test('parseJson() takes whatever is JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(3), (value, indent) => {
      parseJson(JSON.stringify(value, null, indent))
    }),
  )
})

// What only QuickJS' parser takes is tried there, in test/integration/quickjs-json-fuzz.test.ts.
test.each(['', '{', '"\\x41"', '1.', '-01', '[1,]'])('parseJson() refuses %j', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError)
})
