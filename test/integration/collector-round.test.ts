import { JournalReader } from '../../collector/journal/journal-reader.ts'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { attachmentsSource } from '../../collector/addresses/attachments-source.ts'
import { HostLocalSource } from '../../collector/addresses/host-local-source.ts'
import { LeaseReader } from '../../collector/addresses/lease-reader.ts'
import { buildCollector, type Collector } from '../../collector/build-collector.ts'
import type { Round } from '../../collector/round.ts'
import { unmeasured } from '../../domain/network-sample.ts'
import type { ConfiguredNetwork, PluginConf } from '../../domain/configured-network.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { CollectorTree } from '../support/collector-tree.ts'
import { makeNetworkSample } from '../support/store-records.ts'

let root: string
let tree: CollectorTree
let stores: Stores
let clock: ManualClock
let lines: string[]
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'genie-collector-'))
  tree = new CollectorTree(root)
  stores = await openSqliteStores(':memory:')
  clock = new ManualClock()
  lines = []
})
afterEach(async () => {
  await stores.close()
  await rm(root, { recursive: true })
})

function network(name: string, plugin: PluginConf): ConfiguredNetwork {
  return { name, fileName: name, path: '', cniVersion: '1.0.0', plugins: [plugin], conflist: '' }
}

function collect(
  networks: readonly ConfiguredNetwork[],
  settings: Readonly<Record<string, NetworkSettings>> = {},
  onRound: (round: Round) => Promise<void> = () => Promise.resolve(),
): Collector {
  const { sysDir, procDir, ipamDir } = tree
  const logger = createLogger('warn', { write: (line: string) => void lines.push(line) })
  const sources = [new HostLocalSource(new LeaseReader(ipamDir, clock), logger, clock), attachmentsSource]
  const given = {
    sources,
    networks: () => networks,
    settings: () => settings,
    journal: new JournalReader(tree.journalDir, logger),
    samples: stores.samples,
    clock,
    logger,
    onRound,
  }
  return buildCollector({ sysDir, procDir, ...given })
}

async function collectTwice(collector: Collector, meanwhile: () => Promise<void>): Promise<Round> {
  await collector.collectOnce()
  await meanwhile()
  clock.advance(10_000)
  return collector.collectOnce()
}

test('a bridge with an uplink: counters, link speed, addresses and attachments in one sample', async () => {
  const ipam = { type: 'host-local', subnet: '10.1.0.0/29' }
  await tree.setInterface('br0', { ports: ['eth1', 'vethaabbccdd'] })
  await tree.setInterface('eth1', { speed: 1_000 })
  await tree.setInterface('vethaabbccdd', { ifindex: 9 })
  await tree.attach('bridged', 'pod1', 'vethaabbccdd')
  await tree.attach('bridged', 'pod2', null)
  await tree.lease('bridged', '10.1.0.2', '10.1.0.3')
  const round = await collectTwice(
    collect([network('bridged', { type: 'bridge', bridge: 'br0', ipam })]),
    async () => {
      await tree.setInterface('eth1', {
        speed: 1_000,
        rxBytes: 12_500,
        txBytes: 2_500,
        packets: 3,
        dropped: 1,
      })
      await tree.setInterface('vethaabbccdd', { ifindex: 9, rxBytes: 1_250, txBytes: 5_000 })
    },
  )
  expect(round).toEqual({
    at: clock.nowMs(),
    durationMs: 0,
    networks: [
      {
        ...unmeasured,
        network: 'bridged',
        at: clock.nowMs(),
        source: 'sysfs:eth1',
        trafficAt: clock.nowMs(),
        ingressBitsPerSecond: 10_000,
        egressBitsPerSecond: 2_000,
        dropRatio: 0.25,
        capacityBitsPerSecond: 1_000_000_000,
        capacitySource: 'link',
        addressesUsed: 2,
        addressesTotal: 5,
        addressSource: 'host-local',
        addressScope: 'node',
        addressesAt: clock.nowMs(),
        subnets: 1,
        attachments: 2,
      },
    ],
    attachments: [
      {
        containerId: 'pod1',
        ifname: 'eth0',
        network: 'bridged',
        owner: 'default/Pod/pod1',
        at: clock.nowMs(),
        ingressBitsPerSecond: 4_000,
        egressBitsPerSecond: 1_000,
      },
    ],
    faults: [],
  })
})

test('a network of veths is the sum of those that have a rate, whoever comes or goes', async () => {
  await tree.attach('routed', 'pod1', 'veth1')
  await tree.attach('routed', 'pod2', 'veth2')
  await tree.setInterface('veth1', { ifindex: 11 })
  await tree.setInterface('veth2', { ifindex: 12, rxBytes: 1e9 })
  const collector = collect([network('routed', { type: 'ptp' })])
  const { networks, attachments } = await collectTwice(collector, async () => {
    await tree.setInterface('veth1', { ifindex: 11, rxBytes: 1_250 })
    await tree.removeInterface('veth2')
    await tree.attach('routed', 'pod3', 'veth3')
    await tree.setInterface('veth3', { ifindex: 13, rxBytes: 1e9 })
  })
  expect(networks[0]).toMatchObject({ source: 'sysfs:3 veths', egressBitsPerSecond: 1_000, attachments: 3 })
  expect(attachments.map(({ containerId }) => containerId)).toEqual(['pod1'])
})

test('one source that fails leaves nulls, one line in the log, and the others as they are', async () => {
  const ipam = { type: 'host-local', subnet: '10.1.0.0/31' }
  await tree.setInterface('eth0', {})
  const settings = { broken: { uplink: 'gone' }, whole: { uplink: 'eth0', capacityBitsPerSecond: 5 } }
  const collector = collect(
    [network('broken', { type: 'bridge', ipam }), network('whole', { type: 'ptp' })],
    settings,
  )
  const round = await collectTwice(collector, () => tree.setInterface('eth0', { rxBytes: 1_250 }))
  expect(round.networks).toMatchObject([
    {
      network: 'broken',
      source: null,
      ingressBitsPerSecond: null,
      addressesUsed: 0,
      addressesTotal: null,
    },
    { network: 'whole', source: 'sysfs:eth0', ingressBitsPerSecond: 1_000, capacityBitsPerSecond: 5 },
  ])
  expect(round.faults.map(({ source, network: name }) => [source, name])).toEqual([['counters', 'broken']])
  expect(collector.sources().find(({ name }) => name === 'host-local')).toMatchObject({
    isAvailable: false,
    fault:
      "Cannot count the addresses of 10.1.0.0/31 as it needs a prefix length of at most 30: correct the network's ipam section",
  })
  expect(lines).toHaveLength(2)
})

test('counters that are no numbers are a fault, not the end of the round', async () => {
  await tree.setInterface('eth0', {})
  await writeFile(join(tree.sysDir, 'class/net/eth0/statistics/rx_bytes'), 'many\n')
  const round = await collect([network('net', { type: 'macvlan', master: 'eth0' })]).collectOnce()
  expect(round.faults.map(({ reason }) => reason)).toContain(
    `Cannot read the counters of eth0 in ${tree.sysDir}/class/net/eth0: its traffic is unknown`,
  )
})

test('files of the journal that are damaged, foreign or half written are passed over, each with one line', async () => {
  await tree.attach('net', 'pod1', null)
  await tree.journal('half@eth0.json', '{"version":1,"state":"do')
  await tree.journal('foreign.json', '{"kind":"Pod"}')
  await tree.journal('pod2@eth0.json.tmp', '{"version":')
  const round = await collectTwice(collect([network('net', { type: 'ptp' })]), () => Promise.resolve())
  expect(round.networks[0]?.attachments).toBe(1)
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    "Cannot use the journal's foreign.json: its attachments are not counted",
    "Cannot use the journal's half@eth0.json: its attachments are not counted",
  ])
})

test('a record that changes or goes is noticed in the next round', async () => {
  await tree.attach('net', 'pod1', null)
  await tree.attach('net', 'pod2', null)
  const collector = collect([network('net', { type: 'ptp' }), network('other', { type: 'ptp' })])
  const round = await collectTwice(collector, async () => {
    await rm(join(tree.journalDir, 'pod1@eth0.json'))
    await tree.attach('other', 'pod2', 'veth2')
  })
  expect(round.networks.map(({ attachments }) => attachments)).toEqual([0, 1])
})

test('a journal that cannot be listed any more leaves the attachments as they were', async () => {
  await tree.attach('net', 'pod1', null)
  const round = await collectTwice(collect([network('net', { type: 'ptp' })]), async () => {
    await rm(tree.journalDir, { recursive: true })
    await writeFile(tree.journalDir, 'no directory')
  })
  expect(round.networks[0]?.attachments).toBe(1)
  expect(round.faults).toEqual([
    {
      source: 'journal',
      network: null,
      reason: `Cannot read the journal in ${tree.journalDir}: let this program read it, so that attachments are counted`,
    },
  ])
})

test('a capacity is learned from the history where nobody else knows it', async () => {
  const history = Array.from({ length: 400 }, (_, index) =>
    makeNetworkSample({
      network: 'net',
      at: clock.nowMs() - index * 10_000,
      ingressBitsPerSecond: 20_000_000,
    }),
  )
  await stores.samples.append(history, [])
  await tree.setInterface('eth0', {})
  const round = await collect([network('net', { type: 'macvlan', master: 'eth0' })]).collectOnce()
  expect(round.networks[0]).toMatchObject({ capacityBitsPerSecond: 20_000_000, capacitySource: 'learned' })
})

test('headroom is known from the third round on, and at once where the store has the rounds before', async () => {
  await tree.setInterface('eth0', { speed: 1_000, rxBytes: 0 })
  const collector = collect([network('net', { type: 'macvlan', master: 'eth0' })])
  let rxBytes = 0
  const roundOf = async (which: Collector) => {
    const round = await which.collectOnce()
    await stores.samples.append(round.networks, [])
    clock.advance(10_000)
    await tree.setInterface('eth0', { speed: 1_000, rxBytes: (rxBytes += 125_000_000) })
    return round.networks[0]?.headroomBitsPerSecond
  }
  const left = [
    await roundOf(collector),
    await roundOf(collector),
    await roundOf(collector),
    await roundOf(collector),
  ]
  expect(left).toEqual([null, null, null, 900_000_000])
  const restarted = collect([network('net', { type: 'macvlan', master: 'eth0' })])
  // Its first round has no rate of its own yet.
  expect([await roundOf(restarted), await roundOf(restarted)]).toEqual([null, 900_000_000])
})

test('two who ask at once get the same round, and a listener that fails costs nothing but a line', async () => {
  const collector = collect([], {}, () => Promise.reject(new Error('the disk is full')))
  const [one, two] = await Promise.all([collector.collectOnce(), collector.collectOnce()])
  expect(one).toBe(two)
  expect(lines).toHaveLength(1)
  expect(await collector.collectOnce()).not.toBe(one)
})
