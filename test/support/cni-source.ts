import fc from 'fast-check'
import { supportedVersions } from '../../cni/versions.ts'
import { jsonSource, objectWith } from './json-source.ts'

/** Mostly what it should be, else anything. */
const mostly = (right: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: jsonSource })

const version = mostly(fc.constantFrom(...supportedVersions.map((text) => `"${text}"`)))
const listOf = (item: fc.Arbitrary<string>) =>
  fc.array(mostly(item), { maxLength: 3 }).map((items) => `[${items.join(' , ')}]`)
const texts = (...values: readonly string[]) => fc.constantFrom(...values.map((text) => JSON.stringify(text)))

const capabilities = objectWith({ portMappings: fc.constantFrom('true', 'false'), mac: jsonSource })
const args = mostly(objectWith({ cni: mostly(objectWith({ ips: jsonSource })) }))
const plugin = objectWith({ type: mostly(texts('bridge', 'host-local', '../x')), capabilities, args })

/** The source of a conflist, most of them valid. */
export const conflistSource = objectWith({
  cniVersion: version,
  name: mostly(texts('net', 'a.b-c_d')),
  plugins: mostly(listOf(plugin)),
})

/** What a runtime adds to a request, as sources. */
export const additions = fc.record({
  prevResult: fc.oneof(fc.constant(null), jsonSource),
  runtimeConfig: fc.oneof(fc.constant(undefined), objectWith({ portMappings: jsonSource })),
  cniArgs: fc.oneof(fc.constant(undefined), objectWith({ ips: jsonSource })),
})

const numbers = fc.constantFrom('0', '1', '-1', '1400', '1.5e3', '1e999')
const routes = listOf(objectWith({ dst: texts('0.0.0.0/0', '::/0'), gw: texts('10.0.0.1') }))
const modern = objectWith({
  cniVersion: version,
  interfaces: mostly(listOf(objectWith({ name: texts('eth0', '\ud800'), mtu: mostly(numbers) }))),
  ips: mostly(
    listOf(objectWith({ address: texts('10.0.0.2/24', 'fd00::2/64'), interface: mostly(numbers) })),
  ),
  routes,
  dns: mostly(objectWith({ domain: mostly(texts('local')) })),
})
const old = objectWith({
  ip4: mostly(objectWith({ ip: texts('10.0.0.2/8'), routes })),
  dns: fc.constant('{}'),
})

/** The source of a plugin's result of any version, most of them valid. */
export const resultSource = fc.oneof(modern, old, fc.constantFrom('', ' ', 'null', '{}'))
