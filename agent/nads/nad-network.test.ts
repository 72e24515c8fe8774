import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CniError } from '../../cni/cni-error.ts'
import { parseConflist } from '../../cni/parse-conflist.ts'
import { readNetwork } from '../../pod-networks/read-network.ts'
import { nadNetwork } from './nad-network.ts'

const nad = (config: string | null, name = 'net-a') => ({ namespace: 'shop', name, config, annotations: {} })

const onNode = ['10-net-a.conf other-net', '20-file.conf net-a', '30-vlan.conf vlan-net'].map((each) => {
  const [file = '', name = ''] = each.split(' ')
  const read = readNetwork(`/d/${file}`, JSON.stringify({ cniVersion: '1.0.0', name, type: 'bridge' }))
  if (read.kind !== 'network') throw new Error(`Cannot read ${file}`)
  return read.network
})

test('nadNetwork() wraps a single conf without changing a byte of it', () => {
  const conf = '{ "type":"macvlan", "name":"mac-net", "big":12345678901234567890, "cniVersion":"0.3.1" }'
  expect(nadNetwork(nad(conf), onNode)).toMatchObject({
    name: 'mac-net',
    conflist: `{"cniVersion":"0.3.1","name":"mac-net","plugins":[${conf}]}`,
  })
})

test('nadNetwork() keeps a conflist as it is', () => {
  const conflist =
    '{"cniVersion":"1.0.0","x":1e400,"name":"list","plugins":[{"type":"bridge"} , {"type":"tuning"}]}'
  expect(nadNetwork(nad(conflist), onNode).conflist).toBe(conflist)
})

test.each([
  ['{"type":"bridge","big":1.50}', '{"name":"net-a","type":"bridge","big":1.50}'],
  ['{"name":"","type":"bridge"}', '{"name":"net-a","type":"bridge"}'],
  ['{"Name":null,"type":"bridge"}', '{"name":"net-a","type":"bridge"}'],
])('nadNetwork() gives %s the name of its definition', (config, conf) => {
  expect(nadNetwork(nad(config), onNode)).toMatchObject({
    name: 'net-a',
    conflist: expect.stringContaining(`"plugins":[${conf}]`) as string,
  })
})

test('nadNetwork() names a conflist too', () => {
  expect(nadNetwork(nad('{"cniVersion":"1.0.0","plugins":[{"type":"bridge"}]}'), onNode).conflist).toBe(
    '{"name":"net-a","cniVersion":"1.0.0","plugins":[{"type":"bridge"}]}',
  )
})

test.each([
  ['net-a', '/d/20-file.conf'],
  ['vlan', '/d/30-vlan.conf'],
])('nadNetwork() finds %s without a config by name, then by file', (name, path) => {
  expect(nadNetwork(nad(null, name), onNode).path).toBe(path)
})

test.each([
  [
    null,
    'Cannot attach to "shop/none" as its NetworkAttachmentDefinition has no config and this node no network "none": set spec.config, or put a conf of that name into the conf dir',
  ],
  ['{', 'Cannot use the config of NetworkAttachmentDefinition shop/none as it is not a JSON object'],
  ['[]', 'as it is not a JSON object'],
  ['{"plugins":[]}', 'as its plugins are not a list of at least one'],
  ['{"type":"../../bin/sh"}', 'a plugin in it has no type that could be a file in CNI_PATH'],
  ['{"plugins":[{"type":"bridge"},{"type":"a/b"}]}', 'a plugin in it has no type'],
  ['{"name":"../x","type":"bridge"}', 'its name is missing or holds more than'],
  ['{"type":"genie"}', 'Cannot attach to "shop/none" as its config is one of this plugin itself'],
  ['{"plugins":[{"type":"bridge"},{"type":"genie"}]}', 'as its config is one of this plugin itself'],
])('nadNetwork() refuses %s', (config, message) => {
  expect(() => nadNetwork(nad(config, 'none'), onNode)).toThrow(expect.objectContaining({ code: 7 }))
  expect(() => nadNetwork(nad(config, 'none'), onNode)).toThrow(message)
})

test('nadNetwork() of any config is a conflist that the plugin takes, or refused', () => {
  const name = fc.oneof(fc.constantFrom('a', '', '../x'), fc.string())
  const type = fc.oneof(fc.constantFrom('bridge', 'genie', '../../bin/sh'), fc.string())
  const plugin = fc.oneof(
    fc.record({ type, name, capabilities: fc.jsonValue() }, { requiredKeys: [] }),
    fc.jsonValue(),
  )
  const version = fc.constantFrom('0.3.1', '1.0.0', '1.1.0')
  const conflist = fc.record(
    { name, type, cniVersion: version, plugins: fc.oneof(fc.array(plugin), fc.jsonValue()) },
    { requiredKeys: ['cniVersion'] },
  )
  const spaced = fc
    .tuple(conflist, fc.constantFrom(undefined, 1, '\t\n'))
    .map(([conf, space]) => JSON.stringify(conf, null, space))
  const config = fc.oneof(spaced, fc.json(), fc.string())
  fc.assert(
    fc.property(config, (text) => {
      try {
        const { conflist: source, plugins } = nadNetwork(nad(text), [])
        expect(parseConflist(source).plugins.map((each) => each.type)).toEqual(
          plugins.map((each) => each.type),
        )
      } catch (error) {
        expect(error).toBeInstanceOf(CniError)
        expect((error as CniError).code).toBe(7)
      }
    }),
    { numRuns: fc.readConfigureGlobal().numRuns ?? 2_000 },
  )
})
