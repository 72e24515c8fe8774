import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HostLocalSource } from '../../collector/addresses/host-local-source.ts'
import { LeaseReader } from '../../collector/addresses/lease-reader.ts'
import { systemClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { networkOf } from '../support/address-fixture.ts'

let root: string
let lines: string[]
let leases: LeaseReader
let source: HostLocalSource

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'genie-leases-'))
  lines = []
  leases = new LeaseReader(root, systemClock)
  source = new HostLocalSource(
    leases,
    createLogger('warn', { write: (line: string) => void lines.push(line) }),
    systemClock,
  )
})
afterEach(() => rm(root, { recursive: true }))

const lease = async (network: string, ...names: string[]) => {
  await mkdir(join(root, network), { recursive: true })
  for (const name of names) await writeFile(join(root, network, name), 'c1\r\neth0')
}
const network = (name: string, ipam: object) =>
  networkOf(name, [{ type: 'bridge', ipam: { type: 'host-local', ...ipam } }])
const read = async (...networks: ReturnType<typeof network>[]) => {
  const { figures, dropped } = await source.read({ at: 7, networks })
  return { dropped, figures: Object.fromEntries(figures) }
}

test('a set of ranges is a count, dual stack is two, and the tighter one is told', async () => {
  await lease('dual', '10.1.0.2', '10.2.0.2', '10.3.0.2', 'fd00::2', 'lock', 'last_reserved_ip.0')
  const ranges = [[{ subnet: '10.1.0.0/29' }, { subnet: '10.2.0.0/29' }], [{ subnet: 'fd00::/126' }]]
  expect(await read(network('dual', { ranges }))).toEqual({
    dropped: {},
    figures: {
      dual: {
        addressesUsed: 1,
        addressesTotal: 2,
        addressSource: 'host-local',
        addressScope: 'node',
        addressesAt: 7,
        subnets: 3,
      },
    },
  })
})

test('ranges that overlap are there once, and a gateway within is nobody else’s', async () => {
  await lease('net', '10.1.0.10', '10.1.0.11')
  const one = { subnet: '10.1.0.0/24', rangeStart: '10.1.0.10', rangeEnd: '10.1.0.19', gateway: '10.1.0.15' }
  const other = {
    subnet: '10.1.0.0/24',
    rangeStart: '10.1.0.15',
    rangeEnd: '10.1.0.24',
    gateway: '10.1.0.15',
  }
  const { figures } = await read(network('net', { ranges: [[one, other]] }))
  expect(figures['net']).toMatchObject({ addressesUsed: 2, addressesTotal: 14 })
})

test('a directory is listed again only when something came or went', async () => {
  await lease('net', '10.1.0.2')
  const before = new Date(Date.now() - 60_000)
  await utimes(join(root, 'net'), before, before)
  const first = await leases.of('net', null)
  expect(await leases.of('net', null)).toBe(first)
  await lease('net', '10.1.0.3')
  expect(await leases.of('net', null)).toHaveLength(2)
})

test('directories of networks that are long gone are not remembered', async () => {
  const long = new Date(1_000)
  for (let number = 0; number < 300; number += 1) {
    await lease(`net-${number}`, '10.1.0.2')
    await utimes(join(root, `net-${number}`), long, long)
    await leases.of(`net-${number}`, null)
  }
  await rm(join(root, 'net-0/10.1.0.2'))
  await utimes(join(root, 'net-0'), long, long)
  expect(await leases.of('net-0', null)).toEqual([])
})

test('a network that nobody has given an address of uses none, wherever its files shall be', async () => {
  const { figures } = await read(network('net', { subnet: '10.1.0.0/24', dataDir: join(root, 'elsewhere') }))
  expect(figures['net']).toMatchObject({ addressesUsed: 0, addressesTotal: 253 })
})

test('a conf that makes no sense is counted and said once, and the others are counted all the same', async () => {
  const broken = network('broken', { subnet: '10.1.0.0/31' })
  const whole = network('whole', { subnet: '10.2.0.0/24' })
  for (let round = 0; round < 3; round += 1)
    expect(await read(broken, whole)).toMatchObject({ dropped: { malformed: 1 }, figures: { whole: {} } })
  expect(lines).toHaveLength(1)
  await expect(read(broken)).rejects.toThrow('needs a prefix length of at most 30')
})
