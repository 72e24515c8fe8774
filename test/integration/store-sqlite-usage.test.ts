import SqliteDatabase from 'better-sqlite3'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OwnerUse } from '../../domain/owner-use.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { readMigrations } from '../../store/read-migrations.ts'
import { migrate } from '../../store/sqlite/migrate.ts'
import { openSqliteCluster } from '../../store/sqlite/open-sqlite-cluster.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'

const owner: OwnerUse = {
  ...{ owner: 'a/Pod/x', egressBytesPerHour: 1, ingressBytesPerHour: 2, hours: 3, updatedAt: 4 },
  ...{ recentEgress: [5], recentIngress: [6] },
}
const month = '2026-11'
const now = 1_764_000_000_000

let directory: string
let path: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-usage-'))
  path = join(directory, 'genie.db')
})
afterEach(() => rm(directory, { recursive: true }))

const waiting = async ({ outbox }: Stores) =>
  ((await outbox?.next(9)) ?? []).map((entry) => {
    if (entry.kind === 'owner') return entry.use
    return entry.kind === 'volume' ? entry.volume.bytes : entry.kind
  })
const shipAll = async ({ outbox }: Stores) => outbox?.shipped((await outbox.next(9)).at(-1)?.seq ?? 0)
const shipping = () => openSqliteStores(path, { isShipping: true })

test('a file of an older agent goes on with its outbox, and tells what it has counted so far', async () => {
  const steps = await readMigrations(join(import.meta.dirname, '../../migrations/sqlite'))
  const database = new SqliteDatabase(path)
  migrate(
    database,
    steps.filter(({ number }) => number < 10),
  )
  database.exec(`INSERT INTO owner_use VALUES ('a/Pod/x', 1, 2, 3, '[[5],[6]]', 4);
    INSERT INTO month_volume VALUES ('${month}', 'weave', 7);
    INSERT INTO outbox (seq, at, decision_id) VALUES (41, 1, 'gone')`)
  database.close()
  await using stores = await shipping()
  expect(await waiting(stores)).toEqual([owner, 7])
  expect(await stores.outbox?.standing()).toMatchObject({ entries: 3, oldestAt: 1 })
  await shipAll(stores)
  expect(await stores.usage.owners()).toEqual([owner])
})

test('all that was counted is told after every start, as the database may have begun anew, by one counter', async () => {
  const counters: (string | undefined)[] = []
  for (const start of [1, 2]) {
    await using stores = await shipping()
    if (start === 1) {
      await stores.usage.saveOwners([owner])
      await stores.usage.addVolumes(month, new Map([['weave', 7]]))
    }
    expect(await waiting(stores)).toEqual([owner, 7])
    const entries = (await stores.outbox?.next(9)) ?? []
    counters.push(entries.find((entry) => entry.kind === 'volume')?.volume.counter)
    await shipAll(stores)
    expect(await waiting(stores)).toEqual([])
  }
  expect(counters[0]).toMatch(/^[0-9a-f]{16}$/)
  expect(counters[1]).toBe(counters[0])
  await using other = await openSqliteStores(':memory:', { isShipping: true })
  await other.usage.addVolumes(month, new Map([['weave', 7]]))
  expect(await other.outbox?.next(9)).not.toMatchObject([{ volume: { counter: counters[0] } }])
})

test('who only reads the file has nothing told and knows no pods that were counted long ago, and an agent that ships nothing keeps nothing for it', async () => {
  {
    await using stores = await shipping()
    const counted = [
      { ...owner, pods: 2, updatedAt: now - 31 * 60_000 },
      { ...owner, owner: 'a/Pod/y', pods: 0 },
      { ...owner, owner: 'a/Pod/z', pods: 3, updatedAt: now - 29 * 60_000 },
    ]
    await stores.usage.saveOwners(counted)
    await shipAll(stores)
    await using cluster = await openSqliteCluster(path, 'n1', new ManualClock(now))
    const [{ pods: _of, ...late } = owner, ...others] = counted
    expect(await cluster.usage.owners()).toEqual([late, ...others])
    expect(await waiting(stores)).toEqual([])
  }
  await using quiet = await openSqliteStores(path)
  await quiet.usage.saveOwners([{ ...owner, hours: 9 }])
  const database = new SqliteDatabase(path)
  expect(database.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0)
  database.close()
})
