import SqliteDatabase from 'better-sqlite3'
import { mkdtempDisposable, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStores } from '../../../store/sqlite/open-sqlite-stores.ts'
import { fillAsAfterAYear, fullSample, nodeNetworks } from '../steady-node.ts'

/**
 * Fills a database as it is after more than a year, reads the last minute of all networks so many times, and prints size
 * and times as one line of JSON: `node steady-file.ts <reads>`. A process of its own, so that nothing else is in its way.
 */
const [, , reads = '2000'] = process.argv
const roundMs = 10_000
const hourMs = 3_600_000
const untilMs = Math.floor(Date.now() / hourMs) * hourMs
await using directory = await mkdtempDisposable(join(tmpdir(), 'genie-steady-'))
const path = join(directory.path, 'genie.db')
await using stores = await openSqliteStores(path)
await fillAsAfterAYear(path, stores, untilMs)
await stores.maintain(untilMs)
for (let at = untilMs; at < untilMs + 60_000; at += roundMs)
  await stores.samples.append(
    nodeNetworks.map((network) => fullSample(network, at)),
    [],
  )
const readMs: number[] = []
for (let read = 0; read < Number(reads); read += 1) {
  const begun = performance.now()
  const rows = await stores.samples.recentAll(untilMs)
  readMs.push(performance.now() - begun)
  if (rows.length !== nodeNetworks.length * 6)
    throw new Error(`Cannot measure as the last minute has ${rows.length} rows: look at the store`)
}
const database = new SqliteDatabase(path)
database.pragma('wal_checkpoint(TRUNCATE)')
database.close()
process.stdout.write(`${JSON.stringify({ bytes: (await stat(path)).size, readMs })}\n`)
