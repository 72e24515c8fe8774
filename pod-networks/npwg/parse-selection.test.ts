import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CniError } from '../../cni/cni-error.ts'
import { ipFamily } from '../../cni/ip-family.ts'
import type { NetworkSelection } from './network-selection.ts'
import { parseSelection } from './parse-selection.ts'

const where = 'k8s.v1.cni.cncf.io/networks'
const read = (text: string) => parseSelection(text, 'shop', where)
const json = (...elements: readonly unknown[]) => read(JSON.stringify(elements))

const plain: Omit<NetworkSelection, 'name'> = {
  namespace: 'shop',
  ifname: null,
  asked: new Map(),
  cniArgs: null,
  gateways: undefined,
}

test.each([
  ['', []],
  [' \n', []],
  ['net-a', [{ ...plain, name: 'net-a' }]],
  [
    'net-a, other/net.b@x0 , other / net-c @ x1,net-a',
    [
      { ...plain, name: 'net-a' },
      { ...plain, namespace: 'other', name: 'net.b', ifname: 'x0' },
      { ...plain, namespace: 'other', name: 'net-c', ifname: 'x1' },
      { ...plain, name: 'net-a' },
    ],
  ],
  ['[]', []],
  ['[{"name":"net-a"}]', [{ ...plain, name: 'net-a' }]],
  [
    ' [ {"name":"a","namespace":"","interface":"x0","mac":null,"ips":null,"org.example.key":1} ,\n{"name":"b","interfaceRequest":"x1"} ] ',
    [
      { ...plain, name: 'a', ifname: 'x0' },
      { ...plain, name: 'b', ifname: 'x1' },
    ],
  ],
])('parseSelection() reads %j', (text, selections) => {
  expect(read(text)).toEqual(selections)
})

test('parseSelection() takes a pod without a namespace for one of the namespace default', () => {
  expect(parseSelection('net-a', '', where)).toEqual([{ ...plain, namespace: 'default', name: 'net-a' }])
})

test('parseSelection() keeps the source text of what goes to the plugins', () => {
  const text = `[{
    "name": "net-b", "namespace": "other", "interface": "x0",
    "ips": ["10.2.2.42/24", "2001:db8::5"], "mac": "02:23:45:67:89:01",
    "infiniband-guid": "c2:11:22:33:44:55:66:77", "deviceID": "0000:03:02.3",
    "portMappings": [{"hostPort":8080,"containerPort":80,"protocol":"TCP","hostIP":"","more":1.50}],
    "bandwidth": {"ingressRate": 2048, "ingressBurst": 1600},
    "cni-args": {"vlan": 12345678901234567890, "b": {"z": 1, "a": 2}},
    "default-route": ["192.0.2.1", "2001:db8::1"], "ipam-claim-reference": ""
  }]`
  expect(read(text)).toEqual([
    {
      namespace: 'other',
      name: 'net-b',
      ifname: 'x0',
      asked: new Map([
        ['ips', '["10.2.2.42/24", "2001:db8::5"]'],
        ['mac', '"02:23:45:67:89:01"'],
        ['portMappings', '[{"hostPort":8080,"containerPort":80,"protocol":"TCP","hostIP":"","more":1.50}]'],
        ['bandwidth', '{"ingressRate": 2048, "ingressBurst": 1600}'],
        ['infinibandGUID', '"c2:11:22:33:44:55:66:77"'],
        ['deviceID', '"0000:03:02.3"'],
      ]),
      cniArgs: '{"vlan": 12345678901234567890, "b": {"z": 1, "a": 2}}',
      gateways: ['192.0.2.1', '2001:db8::1'],
    },
  ])
})

test('parseSelection() tells no default route from nothing asked', () => {
  expect(json({ name: 'a', 'default-route': [] }, { name: 'b' }).map(({ gateways }) => gateways)).toEqual([
    [],
    undefined,
  ])
})

test.each([
  '02:23:45:67:89:01',
  '02-23-45-67-89-AB',
  '0223.4567.89ab',
  '80:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22',
])('parseSelection() takes the mac %s', (mac) => {
  expect(json({ name: 'a', mac })[0]?.asked.get('mac')).toBe(JSON.stringify(mac))
})

test.each([
  ['a,,b', 'Cannot read "a,,b" in k8s.v1.cni.cncf.io/networks as an entry is empty'],
  ['a,', 'name a network there or remove the comma'],
  ['a/b/c', 'Cannot read "a/b/c" in k8s.v1.cni.cncf.io/networks: write namespace/name@interface'],
  ['n@a@b', 'Cannot read "n@a@b"'],
  ['a@x/y', 'Cannot read "a@x/y"'],
  ['/a', 'Cannot read "/a"'],
  ['ns/', 'Cannot read "ns/"'],
  ['a@', 'Cannot read "a@"'],
  ['../a', 'the namespace of network 1 ("a") in k8s.v1.cni.cncf.io/networks as ".." is no namespace'],
  ['a,Net', 'the name of network 2 ("Net") in k8s.v1.cni.cncf.io/networks as "Net" is no name of an object'],
  ['net..a', '"net..a" is no name of an object'],
  ['a-', '"a-" is no name of an object'],
  [`${'n'.repeat(64)}/a`, 'is no namespace: write at most 63 of a-z, 0-9 and "-"'],
  ['n'.repeat(254), `as "${'n'.repeat(64)}…" is no name of an object`],
  ['a@abcdefghijklmnop', 'the interface of network 1 ("a")'],
  ['a@..', 'as ".." is a directory'],
  ['{"name":"a"}', 'as an object is no list: put the networks into [ ]'],
  ['"a"', 'as "a" is no list'],
  ['[{"name":"a"},]', 'is no valid JSON: write a JSON list, or names separated by commas'],
  ['['.repeat(60_000), 'is no valid JSON'],
  ['[["a"]]', 'Cannot read network 1 in k8s.v1.cni.cncf.io/networks as a list is no object'],
  ['["a"]', 'as "a" is no object: write {"name":"..."}'],
  ['a,'.repeat(64).concat('a'), 'as it selects 65 networks: select at most 64'],
  ['a'.repeat(65_537), 'as it is longer than 65536 bytes: select fewer networks'],
])('parseSelection() refuses %.60j', (text, message) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 7 }))
  expect(() => read(text)).toThrow(message)
})

test.each([
  [{}, 'Cannot use the name of network 1 (none) in k8s.v1.cni.cncf.io/networks as it is missing'],
  [{ name: 5 }, 'as 5 is no text'],
  [{ name: 'a', namespace: '../kube-system' }, 'as "../kube-system" is no namespace'],
  [{ name: 'a', interface: 'a/b' }, 'as "a/b" holds a slash, a colon or white space'],
  [
    { name: 'a', ips: [] },
    'the ips of network 1 ("a") in k8s.v1.cni.cncf.io/networks as a list is no list of',
  ],
  [{ name: 'a', ips: '10.0.0.1' }, 'as "10.0.0.1" is no list of at least one address'],
  [{ name: 'a', ips: ['10.0.0.1', '10.0.0.300'] }, '"10.0.0.300" is no IP address: write 192.0.2.7'],
  [{ name: 'a', ips: ['10.0.0.1/33'] }, '"10.0.0.1/33" is no IP address'],
  [{ name: 'a', ips: ['10.0.0.1/024'] }, '"10.0.0.1/024" is no IP address'],
  [{ name: 'a', ips: ['fe80::1/129'] }, '"fe80::1/129" is no IP address'],
  [{ name: 'a', ips: ['fe80::1/64/64'] }, '"fe80::1/64/64" is no IP address'],
  [{ name: 'a', ips: [null] }, 'as null is no IP address'],
  [{ name: 'a', mac: '02:23:45:67:89' }, '"02:23:45:67:89" is no MAC address: write 02:00:5e:10:00:01'],
  [{ name: 'a', mac: '02:23-45:67:89:01' }, 'is no MAC address'],
  [{ name: 'a', mac: 'c2:11:22:33:44:55:66:77' }, 'is no MAC address'],
  [{ name: 'a', mac: 2 }, 'as 2 is no MAC address'],
  [{ name: 'a', 'infiniband-guid': '02:23:45:67:89:01' }, 'is no GUID: write c2:11:22:33:44:55:66:77'],
  [{ name: 'a', deviceID: '../../net/eth0' }, '"../../net/eth0" is no device'],
  [{ name: 'a', portMappings: [] }, 'a list is no list of at least one port mapping'],
  [
    { name: 'a', portMappings: [8080] },
    '8080 is no port mapping: write {"hostPort":8080,"containerPort":80}',
  ],
  [{ name: 'a', portMappings: [{ hostPort: 65_536, containerPort: 80 }] }, 'hostPort 65536 is no port'],
  [{ name: 'a', portMappings: [{ hostPort: 80 }] }, 'containerPort none is no port from 1 to 65535'],
  [
    { name: 'a', portMappings: [{ hostPort: 80, containerPort: 80, protocol: 'icmp' }] },
    'protocol "icmp" is none of tcp, udp and sctp',
  ],
  [{ name: 'a', portMappings: [{ hostPort: 80, containerPort: 80, hostIP: 'x' }] }, 'hostIP "x" is no IP'],
  [{ name: 'a', bandwidth: 5 }, '5 is no object of rates and bursts'],
  [{ name: 'a', bandwidth: { egressRate: -1 } }, 'egressRate -1 is no whole number from 0 on'],
  [{ name: 'a', bandwidth: { egressBurst: '1' } }, 'egressBurst "1" is no whole number from 0 on'],
  [{ name: 'a', 'cni-args': ['x'] }, 'the cni-args of network 1 ("a")'],
  [{ name: 'a', 'default-route': '192.0.2.1' }, '"192.0.2.1" is no list of gateways'],
  [{ name: 'a', 'default-route': ['192.0.2.1/24'] }, '"192.0.2.1/24" is no IP address: write a gateway'],
  [{ name: 'a', 'ipam-claim-reference': 'A/b' }, '"A/b" is no name of an object'],
  [
    { name: 'a', ips: ['10.0.0.1'], 'ipam-claim-reference': 'vm1' },
    'the ipam-claim-reference of network 1 ("a") in k8s.v1.cni.cncf.io/networks as ips says the addresses already',
  ],
])('parseSelection() refuses %j', (element, message) => {
  expect(() => json(element)).toThrow(expect.objectContaining({ code: 7 }))
  expect(() => json(element)).toThrow(message)
})

const isName = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/

/** A selection that any later step may use without looking again. */
function expectValid({ namespace, name, ifname, asked, cniArgs, gateways }: NetworkSelection): void {
  expect(namespace).toMatch(isName)
  expect(name).toMatch(isName)
  expect(ifname ?? 'eth0').toMatch(/^[^/:\s]{1,15}$/u)
  for (const source of asked.values()) expect(JSON.parse(source)).toBeTruthy()
  expect(JSON.parse(cniArgs ?? '{}')).toBeTypeOf('object')
  expect((gateways ?? []).map(ipFamily)).not.toContain(null)
}

function expectValidOrRefused(text: string): void {
  try {
    read(text).forEach(expectValid)
  } catch (error) {
    expect(error).toBeInstanceOf(CniError)
    expect((error as CniError).code).toBe(7)
  }
}

const runs = { numRuns: fc.readConfigureGlobal().numRuns ?? 2_000 }

test('parseSelection() of any short form is valid or refused', () => {
  const word = fc.oneof(
    fc.constantFrom('a', 'net-b', 'other', 'x0', '..', '', ' '),
    fc.string({ maxLength: 6 }),
  )
  const entry = fc
    .array(fc.tuple(word, fc.constantFrom('/', '@', ',', ' ', '')), { maxLength: 8 })
    .map((words) => words.flat().join(''))
  fc.assert(fc.property(fc.oneof(entry, fc.string()), expectValidOrRefused), runs)
})

test('parseSelection() of any JSON list is valid or refused', () => {
  const wild = fc.oneof(fc.string({ maxLength: 9 }), fc.jsonValue({ maxDepth: 1 }))
  const often = (...values: readonly unknown[]) =>
    fc.oneof({ weight: 15, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: wild })
  const port = often(1, 80, 65_535, 0, 65_536)
  const element = fc.record(
    {
      name: often('a', 'net-b'),
      namespace: often('shop', '', null),
      interface: often('x0', null),
      ips: fc.array(often('10.0.0.1', '10.0.0.1/24', 'fd00::1/64'), { maxLength: 3 }),
      mac: often('02:23:45:67:89:01'),
      portMappings: fc.array(fc.record({ hostPort: port, containerPort: port, protocol: often('TCP') })),
      bandwidth: fc.record({ ingressRate: port, egressBurst: port }, { requiredKeys: [] }),
      'cni-args': fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
      'default-route': fc.array(often('10.0.0.1', 'fd00::1'), { maxLength: 3 }),
      'infiniband-guid': often('c2:11:22:33:44:55:66:77'),
      'ipam-claim-reference': often('', 'vm1'),
      deviceID: often('0000:03:02.3'),
    },
    { requiredKeys: ['name'] },
  )
  const list = fc
    .array(fc.oneof({ weight: 15, arbitrary: element }, { weight: 1, arbitrary: wild }), { maxLength: 3 })
    .map((elements) => JSON.stringify(elements))
  const cut = fc.tuple(list, fc.nat({ max: 200 })).map(([whole, at]) => whole.slice(0, at))
  fc.assert(fc.property(fc.oneof({ weight: 8, arbitrary: list }, cut, fc.json()), expectValidOrRefused), runs)
})
