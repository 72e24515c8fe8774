import { readdirSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import fc from 'fast-check'
import {
  cp,
  mkdtemp,
  open as openFile,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from '../../service-kit/clock.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import { damagedFiles } from '../../store/sqlite/set-aside.ts'
import { passADay, startMs } from '../support/store-contract/passing-time.ts'
import { makeAttachmentSample, makeDecision, makeNetworkSample } from '../support/store-records.ts'
import { beginTogether, startTogether } from '../support/store-starters.ts'

const clock = new ManualClock(Date.UTC(2026, 0, 2, 3, 4, 5))

let directory: string
let path: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-store-'))
  path = join(directory, 'genie.db')
})
afterEach(() => rm(directory, { recursive: true }))

/** A database of a hundred pages or so, closed. */
async function lay(): Promise<Buffer> {
  await using stores = await openSqliteStores(path)
  for (let index = 0; index < 600; index += 1) {
    const at = startMs + index * 10_000
    await stores.samples.append([makeNetworkSample({ at })], [makeAttachmentSample({ at })])
    if (index % 10 === 0) await stores.decisions.insert(makeDecision({ id: `d${index}`, at }))
  }
  await stores.maintain(startMs + 3 * 3_600_000)
  await stores.close()
  return await readFile(path)
}

/** Opens it, uses all of it and answers what it says of damage. */
async function use(): Promise<string | undefined> {
  await using stores = await openSqliteStores(path, { clock })
  await stores.samples.append([makeNetworkSample({ at: startMs })], [makeAttachmentSample({ at: startMs })])
  await stores.decisions.insert(makeDecision({ id: 'new', at: startMs }))
  expect(await stores.decisions.find('new')).not.toBeNull()
  expect(await stores.samples.recent('calico', startMs, 1)).toHaveLength(1)
  return stores.damage
}

const keptAs = () => `${path}.damaged-20260102T030405000Z`
const said = (code: string) =>
  `Cannot read ${path} as it is damaged or no SQLite database (${code}): it is kept as ${keptAs()}, and a new one was begun without its history`

describe('a damaged file is kept aside and a new one begun:', () => {
  test('one that is no database at all', async () => {
    const notes = 'these are notes, not pages '.repeat(100)
    await writeFile(path, notes)
    expect(await use()).toBe(said('SQLITE_NOTADB'))
    expect(await readFile(keptAs(), 'utf8')).toBe(notes)
  })

  test.each([
    ['half of it', 0.5],
    ['its first page and a half', 0.04],
    ['some bytes', 0.001],
  ])('one of which only %s is left', async (_what, share) => {
    const bytes = await lay()
    await truncate(path, Math.ceil(bytes.length * share))
    expect(await use()).toMatch(/^Cannot read .+ as it is damaged/)
    expect(await damagedFiles(path)).toEqual([keptAs()])
  })

  test('one whose first page is overwritten', async () => {
    const bytes = await lay()
    await writeFile(path, bytes.fill(0xff, 100, 4_096))
    expect(await use()).toBe(said('SQLITE_CORRUPT'))
  })

  test('one with its log, so that nothing of it is played into the new one', async () => {
    const bytes = await lay()
    const open = await openSqliteStores(path)
    await open.samples.append([makeNetworkSample({ network: 'in-the-log' })], [])
    await cp(`${path}-wal`, join(directory, 'log'))
    await open.close()
    await cp(join(directory, 'log'), `${path}-wal`)
    await writeFile(path, bytes.fill(0xff, 4_096))
    expect(await use()).toBe(said('SQLITE_CORRUPT'))
    expect((await readdir(directory)).toSorted()).toEqual([
      'genie.db',
      'genie.db.damaged-20260102T030405000Z',
      'genie.db.lock',
      'log',
    ])
    await using stores = await openSqliteStores(path)
    expect((await stores.samples.latest()).map(({ network }) => network)).toEqual(['calico'])
  })
})

test('one that is damaged while it is used is set aside then, and what was to be stored is in the new one', async () => {
  await lay()
  const said: string[] = []
  const logger = { warn: () => undefined, error: (text: string) => said.push(text) } as never
  await using stores = await openSqliteStores(path, { clock, logger, isShipping: true })
  const other = new SqliteDatabase(path)
  other.exec("UPDATE decision SET error = 'seen'")
  other.pragma('wal_checkpoint(TRUNCATE)')
  const { size } = await stat(path)
  const file = await openFile(path, 'r+')
  await file.write(Buffer.alloc(size - 4_096, 0xff), 0, size - 4_096, 4_096)
  await file.close()
  other.exec('PRAGMA user_version = 7')
  other.close()
  await stores.samples.append([makeNetworkSample({ at: startMs })], [])
  expect(await stores.samples.recentAll(0)).toEqual([makeNetworkSample({ at: startMs })])
  expect(await stores.outbox?.next(9)).toMatchObject([{ kind: 'round' }])
  expect([stores.damage, stores.damagedFiles]).toEqual([said[0], 1])
  expect(said).toEqual([said[0]])
  expect(said[0]).toMatch(/^Cannot read .+ as it is damaged/)
  await stores.maintain(startMs + 7_200_000)
  await stores.close()
  expect(await damagedFiles(path)).toEqual([keptAs()])
})

test('who only reads it leaves a damaged file where it is, for the program that it belongs to', async () => {
  const bytes = await lay()
  await writeFile(path, bytes.fill(0xff, 4_096))
  await expect(openSqliteStores(path, { isReader: true })).rejects.toThrow(/as it is damaged/)
  expect(await damagedFiles(path)).toEqual([])
  expect(await use()).toBe(said('SQLITE_CORRUPT'))
})

test('an empty file is a new one', async () => {
  await writeFile(path, '')
  expect(await use()).toBeUndefined()
  expect(await damagedFiles(path)).toEqual([])
})

test('whatever pages are overwritten, the next start can be worked with', async () => {
  const bytes = await lay()
  const pages = bytes.length / 4_096
  let damaged = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: pages - 1 }), fc.uint8Array({ minLength: 4_096, maxLength: 4_096 })), {
        minLength: 1,
        maxLength: 4,
      }),
      async (overwritten) => {
        const copy = Buffer.from(bytes)
        for (const [page, noise] of overwritten) copy.set(noise, page * 4_096)
        await writeFile(path, copy)
        if ((await use()) !== undefined) damaged += 1
      },
    ),
    { numRuns: 40 },
  )
  expect(damaged).toBeGreaterThan(30)
  expect(await damagedFiles(path)).toHaveLength(1)
}, 60_000)

test('no more than the newest three are kept', async () => {
  const at = new ManualClock(Date.UTC(2026, 0, 1))
  for (let day = 0; day < 5; day += 1) {
    await writeFile(path, 'no pages')
    await using stores = await openSqliteStores(path, { clock: at })
    expect(stores.damagedFiles).toBe(Math.min(day + 1, 3))
    at.advance(86_400_000)
  }
  expect(await damagedFiles(path)).toEqual(
    ['0105', '0104', '0103'].map((day) => `${path}.damaged-2026${day}T000000000Z`),
  )
})

test('two programs that find it damaged at once begin one new file, and both use it', async () => {
  const bytes = await lay()
  await writeFile(path, bytes.fill(0xff, 100, 4_096))
  await startTogether(path, 2)
  await using stores = await openSqliteStores(path)
  expect(await stores.decisions.find('d0')).not.toBeNull()
  expect(await stores.decisions.find('d1')).not.toBeNull()
  expect(stores.damagedFiles).toBe(1)
}, 60_000)

test('programs that begin the same files at once do not undo each other', async () => {
  await beginTogether(path, 3)
  const modes = Array.from({ length: 60 }, (_, number) => {
    const database = new SqliteDatabase(path + String(number), { readonly: true })
    const mode: unknown = database.pragma('journal_mode', { simple: true })
    database.close()
    return mode
  })
  expect(new Set(modes)).toEqual(new Set(['wal']))
}, 60_000)

test('of programs that bring one schema up to date at once each finds it whole', async () => {
  await startTogether(path, 4)
  await using stores = await openSqliteStores(path)
  expect((await stores.decisions.page({ limit: 9 })).decisions.map(({ id }) => id)).toEqual([
    ...['d3', 'd2', 'd1', 'd0'],
  ])
  const database = new SqliteDatabase(path, { readonly: true })
  const steps = database.prepare('SELECT count(*) FROM migration').pluck().get()
  database.close()
  expect(steps).toBe(readdirSync('migrations/sqlite').length)
}, 60_000)

test('the log of an earlier crash is played into the file that it belongs to', async () => {
  const open = await openSqliteStores(path)
  await open.samples.append([makeNetworkSample()], [])
  for (const end of ['', '-wal']) await cp(path + end, `${join(directory, 'copy.db')}${end}`)
  await open.close()
  await using stores = await openSqliteStores(join(directory, 'copy.db'))
  expect(await stores.samples.latest()).toEqual([makeNetworkSample()])
  await passADay(stores, startMs)
})
