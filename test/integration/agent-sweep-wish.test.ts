import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Counter, Registry } from 'prom-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SweepWish } from '../../agent/sweep/sweep-wish.ts'
import { JournalReader } from '../../collector/journal/journal-reader.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { JournalDir } from '../support/journal-dir.ts'
import { makeRecord } from '../support/make-record.ts'

let directory: string
let log: string[]

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-sweep-wish-'))
  log = []
})

afterEach(() => rm(directory, { recursive: true }))

/** Looks once at a node with these records, whose boot is called `now`. */
async function look(...records: readonly Partial<AttachmentRecord>[]): Promise<void> {
  const journal = new JournalDir(directory)
  for (const record of records) await journal.write(makeRecord({ bootId: 'now', ...record }))
  const logger = createLogger('info', { write: (line) => void log.push(line) })
  const wish = new SweepWish({
    stateDir: directory,
    bootId: 'now',
    journal: new JournalReader(journal.path, logger),
    schedule: '0 0 0 1 1 *',
    metrics: {
      sweeps: new Counter({
        name: 'sweeps',
        help: '-',
        labelNames: ['outcome'],
        registers: [new Registry()],
      }),
    },
    clock: new ManualClock(5_000),
    logger,
  })
  await wish.run()
  await wish.stop()
}

const left = async () => (await readdir(directory)).filter((name) => name !== 'journal')
const wanted = () => join(directory, 'sweep-wanted')

test('word is left where a record is of an earlier boot, or its namespace is gone', async () => {
  await look({ containerId: 'old', bootId: 'then', netns: '/proc/self/ns/net' })
  expect(JSON.parse(await readFile(wanted(), 'utf8'))).toEqual({ version: 1, at: 5_000, records: 1 })
  expect((await stat(wanted())).mode & 0o777).toBe(0o600)
  await rm(wanted())
  await look({ containerId: 'gone', netns: '/tmp/genie-no-such-namespace' })
  expect(await left()).toEqual(['sweep-wanted'])
})

test('no word is left for pods that are there, or whose namespaces a container is not shown', async () => {
  await look(
    { containerId: 'here', netns: '/proc/self/ns/net' },
    { containerId: 'unseen', netns: '/genie-not-mounted/netns/x' },
  )
  expect([await left(), log]).toEqual([[], []])
})

test('word that was left already stays as it is, and a link at its place is not followed', async () => {
  await writeFile(join(directory, 'victim'), 'untouched')
  await symlink(join(directory, 'victim'), wanted())
  for (let time = 0; time < 2; time += 1) await look({ containerId: 'old', bootId: 'then' })
  expect([await readFile(join(directory, 'victim'), 'utf8'), log]).toEqual(['untouched', []])
})

test('a state directory that cannot be written is one line in the log', async () => {
  const record = { containerId: 'old', bootId: 'then' }
  const journal = { read: () => Promise.resolve([makeRecord(record)]) }
  const stateDir = join(directory, 'file')
  await writeFile(stateDir, 'in the way')
  const wish = new SweepWish({
    stateDir,
    bootId: 'now',
    journal,
    schedule: '0 0 0 1 1 *',
    metrics: {
      sweeps: new Counter({
        name: 'sweeps',
        help: '-',
        labelNames: ['outcome'],
        registers: [new Registry()],
      }),
    },
    clock: new ManualClock(),
    logger: createLogger('info', { write: (line) => void log.push(line) }),
  })
  for (let time = 0; time < 2; time += 1) await wish.run()
  await wish.stop()
  expect(log).toHaveLength(1)
  expect(log[0]).toContain(`Cannot leave word for the plugin to sweep in ${stateDir}`)
})
