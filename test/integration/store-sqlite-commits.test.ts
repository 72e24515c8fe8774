import SqliteDatabase from 'better-sqlite3'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { GroupCommit } from '../../store/sqlite/group-commit.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import { makeDecision } from '../support/store-records.ts'

let directory: string
let path: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-store-'))
  path = join(directory, 'genie.db')
})
afterEach(() => rm(directory, { recursive: true }))

function openNumbers() {
  const database = new SqliteDatabase(path)
  database.pragma('journal_mode = WAL')
  database.exec('CREATE TABLE number (number INTEGER PRIMARY KEY)')
  const statement = database.prepare('INSERT INTO number VALUES (?)')
  const insert = (number: number) => statement.run(number).changes
  const reader = new SqliteDatabase(path, { readonly: true })
  const all = reader.prepare('SELECT number FROM number ORDER BY number').pluck()
  const commits = new GroupCommit(database)
  return {
    insert,
    add: (number: number) => commits.run(() => insert(number)),
    commits,
    others: () => all.all(),
    [Symbol.dispose]() {
      commits.end()
      reader.close()
      database.close()
    },
  }
}

test('GroupCommit keeps writes of one turn together, before any of them is told', async () => {
  using numbers = openNumbers()
  const writes = [numbers.add(1), numbers.add(2), numbers.add(3)]
  expect(numbers.others()).toEqual([])
  await writes[0]
  expect(numbers.others()).toEqual([1, 2, 3])
  expect(await Promise.all(writes)).toEqual([1, 1, 1])
})

test('GroupCommit keeps the others where one fails', async () => {
  using numbers = openNumbers()
  const told = await Promise.allSettled([numbers.add(1), numbers.add(1), numbers.add(2)])
  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(numbers.others()).toEqual([1, 2])
})

test('GroupCommit keeps a patient write with the next, or when somebody is about to read', async () => {
  using numbers = openNumbers()
  const patiently = (number: number) => numbers.commits.runPatiently(() => numbers.insert(number))
  const patient = patiently(1)
  await numbers.add(2)
  expect([numbers.others(), await patient]).toEqual([[1, 2], 1])
  expect(numbers.commits.flushPatient()).toBe(false)
  const read = patiently(3)
  expect([numbers.commits.flushPatient(), numbers.others(), await read]).toEqual([true, [1, 2, 3], 1])
})

test('GroupCommit keeps a patient write in the end though nobody comes', async () => {
  using numbers = openNumbers()
  await numbers.commits.runPatiently(() => numbers.insert(1))
  expect(numbers.others()).toEqual([1])
})

test('who reads a decision finds what it was settled as, twice at once too', async () => {
  await using stores = await openSqliteStores(path)
  const decision = makeDecision({ id: 'd1' })
  await stores.decisions.insert(decision)
  const { uid } = decision.pod
  const first = stores.decisions.settle('d1', 'attached', null)
  expect(await stores.decisions.findForPod(uid, decision.ifname)).toMatchObject({ outcome: 'attached' })
  const second = stores.decisions.settle('d1', 'detached', null)
  expect(await stores.decisions.find('d1')).toMatchObject({ outcome: 'detached' })
  expect(await Promise.all([first, second])).toEqual([true, true])
})

test('GroupCommit keeps what waits when it is told to', async () => {
  using numbers = openNumbers()
  const write = numbers.add(7)
  numbers.commits.flush()
  expect(numbers.others()).toEqual([7])
  expect(await write).toBe(1)
})

test('a decision that was still to be kept is kept by the end of the stores', async () => {
  const stores = await openSqliteStores(path)
  const kept = stores.decisions.insert(makeDecision({ id: 'd1' }))
  await stores.close()
  await kept
  await using again = await openSqliteStores(path)
  expect(await again.decisions.find('d1')).toEqual(makeDecision({ id: 'd1' }))
})

/** Pages in the log, and those of them that are in the file too. */
function logOf(reader: SqliteDatabase.Database) {
  const [{ log, checkpointed } = { log: NaN, checkpointed: NaN }] = reader.pragma('wal_checkpoint(NOOP)') as {
    log: number
    checkpointed: number
  }[]
  return { log, checkpointed }
}

test('the log of a burst is written back once nobody waits, and never amid it', async () => {
  await using stores = await openSqliteStores(path)
  const looking = new SqliteDatabase(path)
  const insert = (number: number) => stores.decisions.insert(makeDecision({ id: `d${number}` }))
  await Promise.all(Array.from({ length: 1_200 }, (_, number) => insert(number)))
  expect(logOf(looking)).toEqual({ log: expect.any(Number) as number, checkpointed: 0 })
  expect(logOf(looking).log).toBeGreaterThan(250)
  await expect.poll(() => logOf(looking).checkpointed, { timeout: 10_000 }).toBeGreaterThan(250)
  await insert(1_200)
  expect(logOf(looking).log).toBeLessThan(50)
  looking.close()
})

test('a log that cannot be written back harms nobody, and no short one is', async () => {
  await using stores = await openSqliteStores(path)
  await stores.decisions.insert(makeDecision({ id: 'd1' }))
  await delay(400)
  const looking = new SqliteDatabase(path)
  expect(logOf(looking).checkpointed).toBe(0)
  // Whoever reads holds what is in the log back.
  const reader = new SqliteDatabase(path)
  reader.exec('BEGIN; SELECT id FROM decision')
  for (let number = 2; number < 80; number += 1)
    await stores.decisions.insert(makeDecision({ id: `d${number}` }))
  await delay(600)
  expect(logOf(looking).checkpointed).toBeLessThan(50)
  for (const each of [reader, looking]) each.close()
  expect((await stores.decisions.page({ limit: 100 })).decisions).toHaveLength(79)
})

test('bodies are deflated by the upkeep, and are what they were', async () => {
  await using stores = await openSqliteStores(path)
  const decisions = Array.from({ length: 120 }, (_, index) =>
    makeDecision({ id: `d${String(index).padStart(3, '0')}`, at: 1_700_000_000_000 + index }),
  )
  for (const decision of decisions) await stores.decisions.insert(decision)
  const database = new SqliteDatabase(path, { readonly: true })
  const kinds = () => database.prepare('SELECT DISTINCT typeof(body) FROM decision').pluck().all()
  expect(kinds()).toEqual(['text'])
  await stores.maintain(1_700_000_001_000)
  expect(kinds()).toEqual(['blob'])
  database.close()
  const { decisions: read } = await stores.decisions.page({ limit: 200 })
  expect(read).toEqual(decisions.toReversed())
})
