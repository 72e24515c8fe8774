import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isObserved, parseLastGood } from './read-last-good.ts'

const old = {
  at: null,
  since: null,
  order: [],
  groups: new Map(),
  defaultNetwork: null,
  mode: 'attach',
  namespaces: new Map(),
}

test.each<[string, object | null]>([
  ['{"version":1,"at":5,"order":["b","a",5]}', { ...old, at: 5, order: ['b', 'a'] }],
  ['{"version":1,"order":"b","groups":["a"]}', old],
  ['{"version":1,"groups":{"a":"b","c":5}}', { ...old, groups: new Map([['a', 'b']]) }],
  ['{"version":1,"at":"now","default":7,"mode":"x","namespaces":["a"],"boot":"b"}', old],
  [
    '{"version":1,"at":5,"order":[],"default":"b","mode":"observe","namespaces":{"a":"attach","b":"x"},"boot":"id","upMs":7}',
    {
      ...old,
      ...{ at: 5, since: { bootId: 'id', upMs: 7 }, order: [], defaultNetwork: 'b', mode: 'observe' },
      namespaces: new Map([['a', 'attach']]),
    },
  ],
  ['{"version":2,"order":["b"]}', null],
  ['{"version":1,"order":["b"', null],
  ['[]', null],
  ['null', null],
  ['', null],
])('%s says %j', (text, lastGood) => expect(parseLastGood(text)).toEqual(lastGood))

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(() => parseLastGood(text)).not.toThrow()
    }),
  )
})

test("a namespace's own mode counts before the node's", () => {
  const file = (mode: string, namespaces: object) =>
    parseLastGood(JSON.stringify({ version: 1, mode, namespaces }))
  expect(isObserved(file('observe', {}), 'ns')).toBe(true)
  expect(isObserved(file('observe', { ns: 'attach' }), 'ns')).toBe(false)
  expect(isObserved(file('attach', { ns: 'observe' }), 'ns')).toBe(true)
  expect(isObserved(file('attach', { ns: 'observe' }), 'other')).toBe(false)
  expect(isObserved(null, 'ns')).toBe(false)
})
