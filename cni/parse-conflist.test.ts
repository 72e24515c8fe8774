import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseConflist } from './parse-conflist.ts'

test('parseConflist() reads what routing needs and keeps each plugin as source', () => {
  const bridge = '{"type":"bridge", "mtu":12345678901234567890}'
  const portmap = '{"type":"portmap","capabilities":{"portMappings":true,"x":false}}'
  const source = `{"cniVersion":"0.4.0","name":"net","disableCheck":"true","plugins":[ ${bridge} ,${portmap}]}`
  expect(parseConflist(source)).toEqual({
    name: 'net',
    version: '0.4.0',
    disableCheck: true,
    disableGC: false,
    plugins: [
      { type: 'bridge', capabilities: [], source: bridge },
      { type: 'portmap', capabilities: ['portMappings'], source: portmap },
    ],
  })
})

test.each([
  [true, true],
  ['true', true],
  [false, false],
  ['yes', false],
])('parseConflist() takes disableGC of %j for %j', (disableGC, expected) => {
  const source = JSON.stringify({ name: 'net', disableGC, plugins: [{ type: 'a' }] })
  expect(parseConflist(source)).toMatchObject({ disableGC: expected, disableCheck: false })
})

test.each([
  ['{', 7],
  ['[]', 7],
  ['{"plugins":[{"type":"a"}]}', 7],
  ['{"name":"a/b","plugins":[{"type":"a"}]}', 7],
  ['{"name":"n"}', 7],
  ['{"name":"n","plugins":[]}', 7],
  ['{"name":"n","plugins":[null]}', 7],
  ['{"name":"n","plugins":[{"type":"../a"}]}', 7],
  ['{"cniVersion":"9.0.0","name":"n","plugins":[{"type":"a"}]}', 1],
])('parseConflist(%j) is code %d', (source, code) => {
  expect(() => parseConflist(source)).toThrow(expect.objectContaining({ code }) as Error)
})

test('no text whatever makes parseConflist() throw anything but a CniError', () => {
  const conflist = fc.record({ name: fc.constant('n'), cniVersion: fc.jsonValue(), plugins: fc.jsonValue() })
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        conflist.map((value) => JSON.stringify(value)),
      ),
      (text) => {
        try {
          parseConflist(text)
        } catch (error) {
          expect(error).toHaveProperty('name', 'CniError')
        }
      },
    ),
  )
})
