import { beforeEach, expect, test } from 'vitest'
import { ManualClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { known, networkOf, objectsOf } from '../../test/support/address-fixture.ts'
import type { ClusterObjects, ObjectFault, ObjectQuery } from './cluster-objects.ts'
import { calicoReader } from './cni/calico.ts'
import { LeaseReader } from './lease-reader.ts'
import { ObjectSource } from './object-source.ts'

const at = 1_700_000_000_000
const calico = networkOf('calico', [{ type: 'calico', ipam: { type: 'calico-ipam' } }])
const other = networkOf('other', [{ type: 'bridge' }])

let followed: string[]
let faults: Record<string, ObjectFault>
let lines: string[]
let files: readonly string[]

const objects: ClusterObjects = {
  follow: (_holder, queries: readonly ObjectQuery[]) => {
    followed = queries.map(({ plural }) => plural)
  },
  of: (query) => known(files.flatMap(objectsOf)).of(query),
  fault: ({ plural }) => faults[plural] ?? null,
}

function open(): ObjectSource {
  const logger = createLogger('warn', { write: (line: string) => void lines.push(line) })
  const clock = new ManualClock()
  const leases = new LeaseReader('/nowhere', clock)
  return new ObjectSource(calicoReader, { objects, node: 'node-a', leases, clock, logger })
}

beforeEach(() => {
  followed = ['what was before']
  faults = {}
  lines = []
  files = ['calico/ippools.json', 'calico/ipamblocks.json']
})

test('kinds are followed only while a network of the CNI is there', async () => {
  const source = open()
  await source.read({ at, networks: [other, calico] })
  expect(followed).toEqual(['ippools', 'ipamblocks', 'ipamconfigs', 'ipamconfigurations'])
  expect((await source.read({ at, networks: [other] })).figures.size).toBe(0)
  expect(followed).toEqual([])
})

test('what the API said before it went away is as old as that', async () => {
  const sinceMs = at - 40_000
  faults = { ipamblocks: { reason: 'unreachable', message: 'Cannot list: it is away', sinceMs } }
  const { figures, dropped } = await open().read({ at, networks: [calico] })
  expect(figures.get('calico')).toMatchObject({ addressesUsed: 73, addressesAt: sinceMs })
  expect(dropped).toEqual({ unreachable: 1 })
  expect(lines).toEqual([])
})

test('a refusal of what can be done without is counted, and said once', async () => {
  faults = { ipamconfigs: { reason: 'forbidden', message: 'Cannot read it: give the right', sinceMs: 5 } }
  const source = open()
  for (let round = 0; round < 3; round += 1) {
    const { figures, dropped } = await source.read({ at, networks: [calico] })
    expect(figures.get('calico')).toMatchObject({ addressesUsed: 73, addressesAt: at })
    expect(dropped).toEqual({ forbidden: 1 })
  }
  expect(lines).toHaveLength(1)
})

test('a refusal of what is needed is the fault of the source', async () => {
  files = ['calico/ippools.json']
  faults = { ipamblocks: { reason: 'forbidden', message: 'Cannot read it: give the right', sinceMs: 5 } }
  await expect(open().read({ at, networks: [calico] })).rejects.toMatchObject({
    reason: 'forbidden',
    message: 'Cannot read it: give the right',
  })
})
