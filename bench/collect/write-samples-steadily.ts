import { setTimeout as delay } from 'node:timers/promises'
import { openPostgresStores } from '../../store/postgres/open-postgres-stores.ts'
import { connect } from '../../store/postgres/connect.ts'
import { makeRoom, writeSamples, type SampleRows } from '../../store/postgres/write-samples.ts'
import { cpuSeconds } from '../process-use.ts'
import { percentilesOf } from '../summary.ts'
import { sampleOf } from './sample-of.ts'

/**
 * A writer as a process of its own: `node write-samples-steadily.ts <url> <rows a second> <seconds>` writes wide rows of
 * 5 000 nodes, ten statements a second, and prints one line of JSON; 0 rows a second is as many as it can.
 */
const [, , url = '', rate = '2000', seconds = '20'] = process.argv
const networks = ['calico', 'flannel', 'weave', 'macvlan']
const statementsPerSecond = 10
const rowsPerStatement = Number(rate) === 0 ? 1_000 : Number(rate) / statementsPerSecond

await using _stores = await openPostgresStores(url, { node: 'genie-bench' })
await using connection = await connect(url, 'genie-bench', { connectMs: 2_000, statementMs: 10_000 })
const [backend] = await connection.query<{ readonly pid: number }>('SELECT pg_backend_pid() AS pid')
const serverCpu = () => cpuSeconds(backend?.pid ?? 0)

let node = 0
let at = Date.now()
function nextRows(): SampleRows {
  const rows: SampleRows['networks'][number][] = []
  while (rows.length < rowsPerStatement) {
    if ((node = (node + 1) % 5_000) === 0) at += 10_000
    for (const [index, network] of networks.entries())
      rows.push({ ...sampleOf(network, at, node * 4 + index), node: `node-${node}` })
  }
  return { networks: rows, attachments: [] }
}

await makeRoom(connection, nextRows())
const latencies: number[] = []
const begun = performance.now()
const before = { own: process.cpuUsage(), server: await serverCpu() }
let rows = 0
for (let statement = 1; performance.now() - begun < Number(seconds) * 1_000; statement += 1) {
  const sent = performance.now()
  const next = nextRows()
  await writeSamples(connection, next)
  latencies.push(performance.now() - sent)
  rows += next.networks.length
  const early = begun + (statement * 1_000) / statementsPerSecond - performance.now()
  if (Number(rate) > 0 && early > 0) await delay(early)
}
const elapsed = (performance.now() - begun) / 1_000
const { user, system } = process.cpuUsage(before.own)
const figures = {
  rowsPerSecond: Math.round(rows / elapsed),
  writerShareOfCore: rounded((user + system) / 1e6 / elapsed),
  serverShareOfCore: rounded(((await serverCpu()) - before.server) / elapsed),
  statementMs: percentilesOf(latencies),
}
process.stdout.write(`${JSON.stringify(figures)}\n`)

function rounded(share: number): number {
  return Math.round(share * 1e4) / 1e4
}
