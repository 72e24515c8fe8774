import SqliteDatabase from 'better-sqlite3'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readMigrations } from '../../store/read-migrations.ts'
import { migrate } from '../../store/sqlite/migrate.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { hourMs, minuteMs, passADay, startMs } from '../support/store-contract/passing-time.ts'
import { makeAttachmentSample, makeDecision, makeNetworkSample } from '../support/store-records.ts'

const ourMigrations = join(import.meta.dirname, '../../migrations/sqlite')
const stepsOfFirstRelease = ['0001-samples-and-decisions.sql', '0002-standing-decisions.sql']

let directory: string
let path: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-store-'))
  path = join(directory, 'genie.db')
})
afterEach(() => rm(directory, { recursive: true }))

const minutes = (stores: Stores) =>
  stores.samples.history({
    ...{ network: 'calico', resolution: 'minute', fromMs: 0, toMs: startMs * 2, limit: 10_000 },
  })

test('a database of the first release is brought up to date with all that is in it', async () => {
  const released = join(directory, 'released')
  await mkdir(released)
  for (const step of stepsOfFirstRelease) await cp(join(ourMigrations, step), join(released, step))
  const database = new SqliteDatabase(path)
  migrate(database, await readMigrations(released))
  const { outcome, error, ...body } = makeDecision({ id: 'd1', at: startMs })
  database
    .prepare(
      `INSERT INTO network_sample (network, at, ingress_bits_per_second, attachments) VALUES (?, ?, ?, ?)`,
    )
    .run('calico', startMs + minuteMs, 7, 3)
  database
    .prepare('INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run('d1', startMs, 'default', 'web', 'u1', 'eth0', 'calico', outcome, error, JSON.stringify(body))
  database.close()
  await using stores = await openSqliteStores(path)
  expect(await stores.decisions.find('d1')).toEqual(makeDecision({ id: 'd1', at: startMs }))
  expect((await stores.decisions.findForPod('u1', 'eth0'))?.id).toBe('d1')
  await stores.maintain(startMs + 2 * hourMs)
  const [point, ...more] = await minutes(stores)
  expect(more).toEqual([])
  expect([point?.at, point?.figures.ingressBitsPerSecond]).toEqual([
    startMs + minuteMs,
    { min: 7, max: 7, p50: 7, p95: 7, count: 1 },
  ])
})

test('what was not summed up when the program ended is summed up by the next one', async () => {
  const rounds = Array.from({ length: 600 }, (_, index) =>
    makeNetworkSample({ at: startMs + index * 10_000, ingressBitsPerSecond: index }),
  )
  const before = await openSqliteStores(path)
  await before.samples.append(rounds, [])
  const expected = await minutes(before)
  const underWay = before.maintain(startMs + 3 * hourMs)
  await before.close()
  await underWay
  await using after = await openSqliteStores(path)
  expect(await minutes(after)).toEqual(expected)
  await after.maintain(startMs + 3 * hourMs)
  await passADay(after, startMs + 30 * hourMs)
  expect(await after.samples.recentAll(0)).toEqual([])
  expect(await minutes(after)).toEqual(expected)
})

test('a restart a minute after the other goes on trusting the clock, one a week after waits for a day', async () => {
  const first = await openSqliteStores(path)
  await passADay(first, startMs)
  await first.samples.append([makeNetworkSample({ at: startMs - 30 * hourMs })], [])
  await first.close()
  const second = await openSqliteStores(path)
  await second.maintain(startMs + minuteMs)
  expect(await second.samples.recentAll(0)).toEqual([])
  await second.samples.append([makeNetworkSample({ at: startMs })], [makeAttachmentSample({ at: startMs })])
  await second.close()
  const weekLater = startMs + 168 * hourMs
  await using third = await openSqliteStores(path)
  await third.maintain(weekLater)
  expect(await third.samples.recentAll(0)).toHaveLength(1)
  await passADay(third, weekLater + 26 * hourMs)
  expect(await third.samples.recentAll(0)).toEqual([])
})

test('what is to be shipped is still to be shipped after a restart', async () => {
  const first = await openSqliteStores(path, { isShipping: true })
  await first.samples.append([makeNetworkSample({ at: startMs })], [makeAttachmentSample({ at: startMs })])
  await first.decisions.insert(makeDecision({ id: 'd1', at: startMs }))
  const entries = await first.outbox?.next(9)
  await first.close()
  await using second = await openSqliteStores(path, { isShipping: true })
  expect(entries).toHaveLength(2)
  expect(await second.outbox?.next(9)).toEqual(entries)
})
