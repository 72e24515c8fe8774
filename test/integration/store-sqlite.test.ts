import SqliteDatabase from 'better-sqlite3'
import { cp, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readMigrations } from '../../store/read-migrations.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import { describeStoreContract } from '../support/store-contract.ts'
import { passADay, startMs } from '../support/store-contract/passing-time.ts'
import { makeAttachmentSample, makeDecision, makeNetworkSample } from '../support/store-records.ts'

const ourMigrations = join(import.meta.dirname, '../../migrations/sqlite')
const steps = await readMigrations(ourMigrations)
const nextStep = String(steps.length + 1).padStart(4, '0')

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-store-'))
})
afterEach(() => rm(directory, { recursive: true }))

describeStoreContract('SQLite', {
  open: () => openSqliteStores(join(directory, 'contract.db')),
  openForShipping: () => openSqliteStores(join(directory, 'contract.db'), { isShipping: true }),
})

describe('openSqliteStores()', () => {
  test('makes the directory, and finds everything again after a restart', async () => {
    const path = join(directory, 'state', 'genie.db')
    {
      await using stores = await openSqliteStores(path)
      await stores.samples.append([makeNetworkSample()], [makeAttachmentSample()])
      await stores.decisions.insert(makeDecision({ id: 'd1' }))
    }
    await using again = await openSqliteStores(path)
    expect(await again.samples.latest()).toEqual([makeNetworkSample()])
    expect(await again.samples.recentAttachments(0)).toEqual([makeAttachmentSample()])
    expect(await again.decisions.find('d1')).toEqual(makeDecision({ id: 'd1' }))
    expect((await stat(join(directory, 'state'))).mode & 0o777).toBe(0o700)
  })

  test('writes ahead, syncs at checkpoints and gives pages back step by step', async () => {
    const path = join(directory, 'genie.db')
    await using stores = await openSqliteStores(path)
    await stores.samples.append([makeNetworkSample()], [])
    const database = new SqliteDatabase(path, { readonly: true })
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(database.pragma('auto_vacuum', { simple: true })).toBe(2)
    database.close()
  })

  test('two programs that open one file at once both succeed', async () => {
    const path = join(directory, 'genie.db')
    await using first = await openSqliteStores(path)
    await using second = await openSqliteStores(path)
    await first.samples.append([makeNetworkSample()], [])
    expect(await second.samples.latest()).toEqual([makeNetworkSample()])
  })

  test('refuses a path below a file', async () => {
    const file = join(directory, 'file')
    await writeFile(file, '')
    const path = join(file, 'genie.db')
    await expect(openSqliteStores(path)).rejects.toThrow(
      `Cannot open ${path} as it cannot be read and written (SQLITE_CANTOPEN): make its directory and let this program write there, or choose another path`,
    )
  })

  test('refuses the schema of a newer program', async () => {
    const path = join(directory, 'genie.db')
    const newer = join(directory, 'migrations')
    await cp(ourMigrations, newer, { recursive: true })
    await writeFile(join(newer, `${nextStep}-more.sql`), 'CREATE TABLE more (id INTEGER) STRICT;')
    await (await openSqliteStores(path, { migrations: newer })).close()
    await expect(openSqliteStores(path)).rejects.toThrow(
      `Cannot open ${path} as its schema has step ${nextStep}-more.sql and this program knows steps up to ${steps.length}: start the newer program, or move the database away`,
    )
  })

  test('a migration that fails leaves the schema at the step before', async () => {
    const path = join(directory, 'genie.db')
    const broken = join(directory, 'migrations')
    await cp(ourMigrations, broken, { recursive: true })
    await writeFile(
      join(broken, `${nextStep}-broken.sql`),
      'CREATE TABLE more (id INTEGER); CREATE TABLE more (id INTEGER);',
    )
    await expect(openSqliteStores(path, { migrations: broken })).rejects.toThrow('table more already exists')
    await using stores = await openSqliteStores(path)
    expect(await stores.samples.latest()).toEqual([])
  })
})

test('maintain() makes the file smaller', async () => {
  const path = join(directory, 'genie.db')
  const stores = await openSqliteStores(path)
  const ats = Array.from({ length: 10_000 }, (_, index) => startMs + index)
  await stores.samples.append(
    ats.map((at) => makeNetworkSample({ at })),
    [],
  )
  await passADay(stores, startMs + 26 * 3_600_000)
  await stores.close()
  expect((await stat(path)).size).toBeLessThan(200_000)
})
