import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseResult } from './parse-result.ts'
import { resultInVersion } from './result-in-version.ts'
import { supportedVersions, type CniVersion } from './versions.ts'
import { writeResult } from './write-result.ts'

const latest = {
  cniVersion: '1.1.0',
  interfaces: [{ name: 'eth0', mac: '0a:00:00:00:00:01', mtu: 1400, sandbox: '/ns', pciID: '0000:01:00.0' }],
  ips: [
    { interface: 0, address: '10.1.0.2/24', gateway: '10.1.0.1' },
    { interface: 0, address: 'fd00::2/64' },
  ],
  routes: [{ dst: '0.0.0.0/0', gw: '10.1.0.1', mtu: 1400, table: 7 }, { dst: '::/0' }],
  dns: { nameservers: ['10.1.0.1'], search: ['local'] },
}
const plainInterface = { name: 'eth0', mac: '0a:00:00:00:00:01', sandbox: '/ns' }
const plainRoutes = [{ dst: '0.0.0.0/0', gw: '10.1.0.1' }, { dst: '::/0' }]
const withFamilies = latest.ips.map((ip, index) => ({ version: index === 0 ? '4' : '6', ...ip }))
const old = {
  ip4: { ip: '10.1.0.2/24', gateway: '10.1.0.1', routes: [plainRoutes[0]] },
  ip6: { ip: 'fd00::2/64', routes: [plainRoutes[1]] },
  dns: latest.dns,
}

test.each<[CniVersion, object]>([
  ['1.0.0', { ...latest, cniVersion: '1.0.0', interfaces: [plainInterface], routes: plainRoutes }],
  [
    '0.4.0',
    { ...latest, cniVersion: '0.4.0', interfaces: [plainInterface], ips: withFamilies, routes: plainRoutes },
  ],
  ['0.2.0', { cniVersion: '0.2.0', ...old }],
  ['0.1.0', { cniVersion: '0.1.0', ...old }],
])('a result of 1.1.0 becomes one of %s', (version, expected) => {
  expect(JSON.parse(resultInVersion(JSON.stringify(latest), version))).toEqual(expected)
})

test('a result of 0.2.0 becomes one of 1.0.0, routes without a gateway too', () => {
  const source = JSON.stringify({ cniVersion: '0.2.0', ...old })
  expect(JSON.parse(resultInVersion(source, '1.0.0'))).toEqual({
    cniVersion: '1.0.0',
    ips: [{ address: '10.1.0.2/24', gateway: '10.1.0.1' }, { address: 'fd00::2/64' }],
    routes: plainRoutes,
    dns: latest.dns,
  })
})

test('a result of the wanted version keeps every byte', () => {
  const source = '{ "cniVersion":"1.0.0", "x":12345678901234567890, "ips":[] }'
  expect(resultInVersion(source, '1.0.0')).toBe(source)
})

test('a result without a version is taken to be of the wanted one', () => {
  expect(resultInVersion('{"big":12345678901234567890}', '0.3.1')).toBe(
    '{"cniVersion":"0.3.1","big":12345678901234567890}',
  )
  expect(resultInVersion('{"ip4":{"ip":"10.0.0.2/8"}}', '1.0.0')).toBe(
    '{"cniVersion":"1.0.0","ips":[{"address":"10.0.0.2/8"}]}',
  )
  expect(resultInVersion('{"ips":[{"address":"10.0.0.2/8"}]}', '0.2.0')).toBe(
    '{"cniVersion":"0.2.0","ip4":{"ip":"10.0.0.2/8"}}',
  )
})

test.each(['', ' \n', 'null', '{}', '{"ips":null,"interfaces":null,"routes":null,"dns":null}'])(
  'the empty result %j is fine',
  (text) => expect(parseResult(text).result).toEqual({ interfaces: [], ips: [], routes: [], dns: {} }),
)

test.each([
  '[]',
  '5',
  'no',
  '{"ips":{}}',
  '{"ips":[1]}',
  '{"ips":[{}]}',
  '{"ip4":{"gateway":"x"}}',
  '{"dns":[]}',
  '{"dns":{"search":["local",1]}}',
  '{"interfaces":[{"name":"eth0","mtu":"1400"}]}',
  '{"ips":[{"address":"10.1.0.2/24","interface":"0"}]}',
  '{"routes":[{"dst":"::/0","gw":{}}]}',
])('the rubbish %j is code 6', (text) => {
  expect(() => parseResult(text)).toThrow(expect.objectContaining({ code: 6 }) as Error)
})

test('a value that is nested deeper than anybody can write it down again is code 6, where a text belongs', () => {
  const mac = '['.repeat(9_000) + ']'.repeat(9_000)
  expect(() => parseResult(`{"interfaces":[{"name":"eth0","mac":${mac}}]}`)).toThrow(
    'Invalid CNI result: the mac of an entry of its interfaces is no text',
  )
})

test('no text whatever makes parseResult() throw anything but a CniError', () => {
  const keys = fc.constantFrom('cniVersion', 'ips', 'ip4', 'ip6', 'interfaces', 'routes', 'dns')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.dictionary(keys, fc.jsonValue()).map((o) => JSON.stringify(o)),
      ),
      (text) => {
        try {
          parseResult(text)
        } catch (error) {
          expect(error).toHaveProperty('name', 'CniError')
        }
      },
    ),
  )
})

const result = fc.record({
  interfaces: fc.constant([{ name: 'eth0', sandbox: '/ns' }]),
  ips: fc.array(
    fc.record(
      {
        address: fc.oneof(
          fc.ipV4().map((ip) => `${ip}/24`),
          fc.ipV6().map((ip) => `${ip}/64`),
        ),
        gateway: fc.ipV4(),
        interface: fc.constant(0),
      },
      { requiredKeys: ['address'] },
    ),
  ),
  routes: fc.array(
    fc.record({ dst: fc.constantFrom('0.0.0.0/0', '::/0'), gw: fc.ipV4() }, { requiredKeys: ['dst'] }),
  ),
  dns: fc.record({ domain: fc.string() }, { requiredKeys: [] }),
})

test('writing and reading is lossless from 0.3.0 on', () => {
  const versions = fc.constantFrom(...supportedVersions.slice(2))
  fc.assert(
    fc.property(result, versions, (value, version) => {
      expect(parseResult(writeResult(value, version))).toEqual({ version, result: value })
    }),
  )
})

test('what an old version has no room for is lost once, never more', () => {
  fc.assert(
    fc.property(result, fc.constantFrom<CniVersion>('0.1.0', '0.2.0'), (value, version) => {
      const once = writeResult(value, version)
      expect(writeResult(parseResult(once).result, version)).toBe(once)
    }),
  )
})
