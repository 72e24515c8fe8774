import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memberSources, spliceMembers } from './splice-members.ts'

test('spliceMembers() keeps every byte of the members it has nothing to do with', () => {
  const source = '{ "big" : 12345678901234567890 ,\n\t"u":"\\u00e9\\/","name":"old", "list":[1.0, 2e3] }'
  expect(spliceMembers(source, { name: '"new"', prevResult: '{"a": 1}' })).toBe(
    '{"name":"new","prevResult":{"a": 1}, "big" : 12345678901234567890 ,\n\t"u":"\\u00e9\\/", "list":[1.0, 2e3] }',
  )
})

test.each([
  ['upper case', '{"NAME":1,"x":2}'],
  ['mixed case', '{"x":2,"nAmE":1}'],
  ['an escape', '{"n\\u0061me":1,"x":2}'],
  ['a repetition', '{"name":1,"x":2,"Name":3}'],
])('spliceMembers() removes a member of the same name in %s', (_, source) => {
  expect(JSON.parse(spliceMembers(source, { name: null }))).toEqual({ x: 2 })
})

test('spliceMembers() knows the letters that Go folds beyond ASCII', () => {
  expect(spliceMembers('{"prevRe\u017Fult":1,"\u212Aey":2,"x":3}', { prevResult: null, key: null })).toBe(
    '{"x":3}',
  )
})

test('spliceMembers() goes well with an empty object', () => {
  expect(spliceMembers(' {\n} ', { name: '1' })).toBe(' {"name":1} ')
  expect(spliceMembers('{}', { name: null })).toBe('{}')
})

// No one-character keys that have to be escaped: JSON.parse of some versions of V8 confuses these.
const key = fc.string().filter((text) => text.length !== 1 || /[a-z]/.test(text))
const plainKey = key.filter((text) => !/^(cniversion|name|prevresult)$/i.test(text))

test('spliceMembers() sets what it is told and leaves the rest, for any object', () => {
  const set = fc.record({ cniVersion: fc.jsonValue(), name: fc.jsonValue() })
  const old = fc.constantFrom({}, { Name: 1 }, { cniversion: 1, PREVRESULT: {} })
  fc.assert(
    fc.property(
      fc.dictionary(plainKey, fc.jsonValue()),
      set,
      old,
      fc.nat(2),
      (rest, members, stale, indent) => {
        const source = JSON.stringify({ ...stale, ...rest }, null, indent)
        const sources = Object.fromEntries(
          Object.entries(members).map(([name, value]) => [name, JSON.stringify(value)]),
        )
        const spliced = spliceMembers(source, { ...sources, prevResult: null })
        expect(JSON.parse(spliced)).toEqual(JSON.parse(JSON.stringify({ ...rest, ...members })))
        for (const [name, value] of memberSources(spliced))
          if (!(name in members)) expect(source).toContain(value)
      },
    ),
  )
})
