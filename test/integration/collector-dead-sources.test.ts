import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildCollector } from '../../collector/build-collector.ts'
import { openHttpSource } from '../../collector/http/axios-source.ts'
import { JournalReader } from '../../collector/journal/journal-reader.ts'
import type { Round } from '../../collector/round.ts'
import type { FigureSource } from '../../collector/sources/figure-source.ts'
import { Cadvisor } from '../../collector/traffic/cadvisor/cadvisor.ts'
import { KubeletCadvisor } from '../../collector/traffic/kubelet-cadvisor/kubelet-cadvisor.ts'
import { KubeletSummary } from '../../collector/traffic/kubelet-summary/kubelet-summary.ts'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { CollectorTree } from '../support/collector-tree.ts'
import { openEvilServer, type EvilServer } from '../support/evil-server.ts'

const shortLimitMs = 400
const network: ConfiguredNetwork = {
  ...{ name: 'net', fileName: 'net', path: '', cniVersion: '1.0.0', conflist: '' },
  plugins: [{ type: 'macvlan', master: 'eth0' }],
}

let root: string
let server: EvilServer
let stores: Stores
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'genie-dead-'))
  server = await openEvilServer(() => null)
  stores = await openSqliteStores(':memory:')
})
afterEach(async () => {
  await stores.close()
  await server[Symbol.asyncDispose]()
  await rm(root, { recursive: true })
})

/** The same source, that may take less long. */
function hurried(source: FigureSource): FigureSource {
  return {
    name: source.name,
    kind: source.kind,
    limitMs: shortLimitMs,
    read: (view, signal) => source.read(view, signal),
    close: async () => source.close?.(),
  }
}

/** Never ends, whatever its signal says. */
const deaf: FigureSource = {
  ...{ name: 'deaf', kind: 'probes', limitMs: shortLimitMs },
  read: () => Promise.withResolvers<never>().promise,
}

test('with all sources dead a round takes no longer than their limits, and what the node itself tells is stored', async () => {
  const clock = new ManualClock()
  const tree = new CollectorTree(root)
  await tree.setInterface('eth0', { speed: 1_000 })
  const logger = createLogger('silent')
  const http = () => openHttpSource({ url: server.url })
  const remote = [
    new KubeletSummary(http(), clock),
    new KubeletCadvisor(http(), clock),
    new Cadvisor(http(), clock),
  ]
  const rounds: Round[] = []
  const collector = buildCollector({
    sysDir: tree.sysDir,
    procDir: tree.procDir,
    networks: () => [network],
    settings: () => ({}),
    journal: new JournalReader(tree.journalDir, logger),
    sources: [...remote.map(hurried), deaf],
    samples: stores.samples,
    clock,
    logger,
    onRound: async (round) => {
      rounds.push(round)
      await stores.samples.append(round.networks, round.attachments)
    },
  })
  server.fault = 'silence'
  const begun = performance.now()
  await collector.collectOnce()
  const tookMs = performance.now() - begun
  // A read has 95 % of its limit, and a timer may be early by a little
  expect(tookMs).toBeGreaterThanOrEqual(0.95 * shortLimitMs - 5)
  expect(tookMs).toBeLessThan(2 * shortLimitMs)
  await tree.setInterface('eth0', { speed: 1_000, rxBytes: 12_500 })
  clock.advance(10_000)
  await collector.collectOnce()
  const figures = {
    network: 'net',
    source: 'sysfs:eth0',
    ingressBitsPerSecond: 10_000,
    capacityBitsPerSecond: 1e9,
  }
  expect(rounds.map(({ networks }) => networks[0])).toMatchObject([{ source: 'sysfs:eth0' }, figures])
  expect(await stores.samples.latest()).toMatchObject([figures])
  expect(collector.sources().map(({ name, isAvailable, dropped }) => [name, isAvailable, dropped])).toEqual([
    ['kubelet-summary', false, { timeout: 2 }],
    ['kubelet-cadvisor', false, { timeout: 2 }],
    ['cadvisor', false, { timeout: 2 }],
    ['deaf', false, { timeout: 1 }],
    ['sysfs', true, {}],
  ])
  await collector.stop()
})
