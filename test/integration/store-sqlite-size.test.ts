import SqliteDatabase from 'better-sqlite3'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { turnsDuring } from '../support/longest-turn.ts'
import { fillAsAfterAYear, fullSample, nodeNetworks } from '../support/steady-node.ts'
import { hourMs, passADay, startMs } from '../support/store-contract/passing-time.ts'

const roundMs = 10_000

let directory: string
let path: string
let stores: Stores
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-store-'))
  path = join(directory, 'genie.db')
  stores = await openSqliteStores(path)
  await fillAsAfterAYear(path, stores, startMs)
  await stores.maintain(startMs)
}, 120_000)
afterAll(async () => {
  await stores.close()
  await rm(directory, { recursive: true })
})

test('after more than a year of 110 pods on four networks the file has at most 64 MB', async () => {
  const database = new SqliteDatabase(path)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  const { size } = await stat(path)
  expect(size).toBeLessThanOrEqual(64_000_000)
  expect(size).toBeGreaterThan(32_000_000)
  expect(stores.bytes?.()).toBe(size)
})

test('and it stays so: an hour goes as an hour comes', async () => {
  const before = stores.bytes?.() ?? 0
  for (let at = startMs; at < startMs + 2 * hourMs; at += roundMs) {
    await stores.samples.append(
      nodeNetworks.map((network) => fullSample(network, at)),
      [],
    )
    await stores.maintain(at)
  }
  expect((stores.bytes?.() ?? 0) - before).toBeLessThan(2_000_000)
}, 60_000)

test('the last minute of all networks is read by keys alone, in a fraction of a millisecond', async () => {
  const sinceMs = startMs + 2 * hourMs - 60_000
  expect(await stores.samples.recentAll(sinceMs)).toHaveLength(4 * 6)
  const times: number[] = []
  for (let read = 0; read < 500; read += 1) {
    const begun = performance.now()
    await stores.samples.recentAll(sinceMs)
    times.push(performance.now() - begun)
  }
  expect(times.sort((a, b) => a - b)[250]).toBeLessThan(1)
})

test('a pod that starts waits for no more than a small part of the upkeep, even when a day of rows goes', async () => {
  const before = stores.bytes?.() ?? 0
  const { count, longestMs, wholeMs } = await turnsDuring(() => passADay(stores, startMs + 30 * hourMs))
  expect((stores.bytes?.() ?? 0) - before).toBeLessThan(-10_000_000)
  expect(count).toBeGreaterThan(500)
  expect(longestMs).toBeLessThan(wholeMs / 12)
}, 60_000)
