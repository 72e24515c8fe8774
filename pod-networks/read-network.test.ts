import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readNetwork } from './read-network.ts'

const bridge = '{"cniVersion":"1.0.0","name":"weave-net","type":"bridge","big":12345678901234567890}'

test('readNetwork() wraps a single conf into a conflist without changing a byte of it', () => {
  expect(readNetwork('/etc/cni/net.d/10-weave.conf', bridge)).toEqual({
    kind: 'network',
    network: {
      name: 'weave-net',
      fileName: 'weave',
      path: '/etc/cni/net.d/10-weave.conf',
      cniVersion: '1.0.0',
      plugins: [{ cniVersion: '1.0.0', name: 'weave-net', type: 'bridge', big: 12345678901234567890 }],
      conflist: `{"cniVersion":"1.0.0","name":"weave-net","plugins":[${bridge}]}`,
    },
  })
})

test.each([
  ['/d/10-calico.conflist', 'calico'],
  ['/d/calico.conf', 'calico'],
  ['/d/00-a-b.json', 'a-b'],
])('readNetwork() calls the network of %s by its file name too', (path, fileName) => {
  expect(readNetwork(path, bridge)).toMatchObject({ network: { fileName } })
})

test('readNetwork() tells our own conf by its type, in a conf or in a conflist', () => {
  expect(readNetwork('/d/x.conf', '{"name":"n","type":"genie"}')).toEqual({
    kind: 'own',
    names: ['x', 'n'],
    ignored: [],
  })
  expect(readNetwork('/d/x.conflist', '{"plugins":[{"type":"bridge"},{"type":"genie"}]}')).toMatchObject({
    kind: 'own',
    names: ['x'],
  })
})

test("readNetwork() tells which of CNI-Genie's members of our own conf have no effect", () => {
  const conf = { name: 'n', type: 'genie', policy: {}, default_plugin: 'a', romana_root: 'http://x' }
  expect(readNetwork('/d/x.conf', JSON.stringify(conf))).toMatchObject({ ignored: ['policy', 'romana_root'] })
})

const conflistOf = (text: string, files: readonly string[]) => {
  const read = readNetwork('/d/x.conflist', text, (name) => (name === 'a' ? files : []))
  return read.kind === 'network' ? read.network.conflist : read
}
const tuning = '{ "type":"tuning","big":12345678901234567890 }'

test('readNetwork() appends plugins from files of their own, byte for byte', () => {
  expect(conflistOf('{"name":"a","plugins":[ {"type":"bridge"} ]}', [tuning])).toBe(
    `{"plugins":[{"type":"bridge"},${tuning}],"name":"a"}`,
  )
  expect(conflistOf('{"name":"a","loadOnlyInlinedPlugins":false}', [tuning, tuning])).toBe(
    `{"plugins":[${tuning},${tuning}],"name":"a","loadOnlyInlinedPlugins":false}`,
  )
})

test('readNetwork() appends nothing where the conflist forbids it', () => {
  const text = '{"name":"a","loadOnlyInlinedPlugins":true,"plugins":[{"type":"bridge"}]}'
  expect(conflistOf(text, [tuning])).toBe(text)
})

test('readNetwork() refuses a plugin file that is broken or of our own type', () => {
  const text = '{"name":"a","plugins":[{"type":"bridge"}]}'
  expect(conflistOf(text, ['{'])).toEqual({
    kind: 'fault',
    message: 'Cannot use /d/x.conflist as it is not a JSON object',
  })
  expect(conflistOf(text, ['{"type":"genie"}'])).toMatchObject({ kind: 'own' })
})

test.each([
  ['{', 'it is not a JSON object'],
  ['[]', 'it is not a JSON object'],
  ['{"name":"a","plugins":[]}', 'its plugins are not a list of at least one'],
  ['{"name":"a","plugins":[{}]}', 'a plugin in it has no type that could be a file in CNI_PATH'],
  ['{"type":"bridge"}', 'its name is missing or holds more than letters, digits, "_.-"'],
  ['{"type":"bridge","name":"a","cniVersion":1}', 'its cniVersion is not a string'],
  [
    '{"type":"bridge","name":"a","cniVersion":"9.9.9"}',
    'its cniVersion is none of 0.1.0, 0.2.0, 0.3.0, 0.3.1, 0.4.0, 1.0.0, 1.1.0',
  ],
])('readNetwork() says what is wrong with %s', (text, why) => {
  expect(readNetwork('/d/x.conf', text)).toEqual({ kind: 'fault', message: `Cannot use /d/x.conf as ${why}` })
})

test('readNetwork() never throws, whatever the file holds', () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record({ name: fc.json(), plugins: fc.json() }).map((conf) => JSON.stringify(conf)),
  )
  fc.assert(
    fc.property(text, (content) => {
      expect(readNetwork('/d/x.conf', content).kind).toMatch(/network|own|fault/)
    }),
  )
})
