import { once } from 'node:events'
import { mkdtempDisposable } from 'node:fs/promises'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ApplicationSource } from '../../../collector/application/application-source.ts'
import { buildCollector } from '../../../collector/build-collector.ts'
import { openHttpSource } from '../../../collector/http/axios-source.ts'
import { ciliumHealth, kubeOvnPinger } from '../../../collector/probes/foreign-prober.ts'
import { ForeignProbes } from '../../../collector/probes/foreign-probes.ts'
import { probePage } from '../../../collector/probes/probe-page.ts'
import { probeQuery } from '../../../collector/probes/probe-query.ts'
import { PrometheusTraffic } from '../../../collector/prometheus/prometheus-traffic.ts'
import { prometheusOver } from '../../../collector/prometheus/prometheus.ts'
import type { FigureSource } from '../../../collector/sources/figure-source.ts'
import { systemClock } from '../../../service-kit/clock.ts'
import { createLogger } from '../../../service-kit/logger.ts'
import { openSqliteStores } from '../../../store/sqlite/open-sqlite-stores.ts'

/**
 * One round of a collector whose servers all take connections and never answer, beside one source that works. Prints how
 * long it took, the longest that it may, and how many samples with a figure were stored, as one line of JSON.
 */
const held = new Set<Socket>()
const hole = createServer((socket) => {
  held.add(socket)
  socket.on('error', () => socket.destroy())
})
hole.listen(0, '127.0.0.1')
await once(hole, 'listening')
const url = `http://127.0.0.1:${(hole.address() as AddressInfo).port}`
const prometheus = () => prometheusOver(openHttpSource({ url }))

const names = ['alpha', 'beta', 'cilium', 'ovn']
const types: Readonly<Record<string, string>> = { cilium: 'cilium-cni', ovn: 'kube-ovn' }
const networks = names.map((name) => ({
  ...{
    name,
    fileName: `10-${name}.conflist`,
    path: `/nowhere/10-${name}.conflist`,
    cniVersion: '1.0.0',
    conflist: '{}',
  },
  plugins: [{ type: types[name] ?? 'macvlan', master: 'genie-up0' }] as const,
}))
const alive: FigureSource = {
  ...{ name: 'alive', kind: 'addresses', limitMs: 1_000 },
  read: ({ at }) =>
    Promise.resolve({
      figures: new Map(names.map((name) => [name, { addressesUsed: 1, addressesTotal: 9, addressesAt: at }])),
      dropped: {},
    }),
}
const dead = [
  new PrometheusTraffic(prometheus(), 'node="n1"'),
  new ForeignProbes(ciliumHealth, probePage(ciliumHealth, openHttpSource({ url }))),
  new ForeignProbes(kubeOvnPinger, probeQuery(kubeOvnPinger, prometheus(), 'n1')),
  new ApplicationSource(prometheus()),
]

await using directory = await mkdtempDisposable(join(tmpdir(), 'genie-dead-'))
await using stores = await openSqliteStores(join(directory.path, 'genie.db'))
const collector = buildCollector({
  networks: () => networks,
  settings: () => ({}),
  journal: { read: () => Promise.resolve([]) },
  ...{
    sources: [...dead, alive],
    samples: stores.samples,
    clock: systemClock,
    logger: createLogger('silent'),
  },
  sysDir: join(directory.path, 'sys'),
  procDir: join(directory.path, 'proc'),
  onRound: ({ networks: samples, attachments }) => stores.samples.append(samples, attachments),
})
const { durationMs } = await collector.collectOnce()
const stored = await stores.samples.latest()
const states = collector.sources()
process.stdout.write(
  `${JSON.stringify({
    durationMs,
    limitMs: Math.max(...dead.map(({ limitMs }) => limitMs)),
    dead: states.filter(({ isAvailable, dropped }) => isAvailable === false && (dropped.timeout ?? 0) > 0)
      .length,
    stored: stored.filter(({ addressesUsed }) => addressesUsed !== null).length,
  })}\n`,
)
await collector.stop()
for (const socket of held) socket.destroy()
hole.close()
