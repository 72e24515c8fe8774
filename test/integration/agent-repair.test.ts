import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HeldDecisions } from '../../agent/repair/held-decisions.ts'
import { Repair } from '../../agent/repair/repair.ts'
import { JournalReader } from '../../collector/journal/journal-reader.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { JournalDir } from '../support/journal-dir.ts'
import { makeRecord } from '../support/make-record.ts'
import { makeDecision } from '../support/store-records.ts'

const startMs = 1_700_000_000_000
const longAgo = startMs - 60_000
const record = makeRecord({ decision: 'd1' })

let directory: string
let journal: JournalDir
let stores: Stores
let clock: ManualClock
let held: HeldDecisions
let repair: Repair

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-repair-'))
  journal = new JournalDir(directory)
  stores = await openSqliteStores(':memory:')
  clock = new ManualClock(startMs)
  held = new HeldDecisions()
  repair = open()
})

afterEach(async () => {
  await stores.close()
  await rm(directory, { recursive: true })
})

/** A repair of an agent that starts now. */
function open(journalDir = journal.path): Repair {
  const logger = createLogger('silent')
  const { decisions } = stores
  return new Repair({
    decisions,
    selector: { settle: (...args) => decisions.settle(...args).then(() => undefined) },
    journal: new JournalReader(journalDir, logger),
    held,
    clock,
    logger,
  })
}

const outcome = async (id = 'd1') => (await stores.decisions.find(id))?.outcome

test('an agent that starts settles what was attached, left or never made while it was away', async () => {
  const standing = { d1: 'planned', d2: 'planned', d3: 'planned', d4: 'attached', d5: 'attached' } as const
  for (const [id, outcome] of Object.entries(standing))
    await stores.decisions.insert(makeDecision({ id, outcome, at: longAgo }))
  await journal.write(record)
  await journal.write(makeRecord({ containerId: 'c3', decision: 'd3', state: 'pending' }))
  await journal.write(makeRecord({ containerId: 'c5', decision: 'd5' }))
  await repair.run()
  expect(await Promise.all(Object.keys(standing).map(outcome))).toEqual([
    'attached',
    'failed',
    'planned',
    'detached',
    'attached',
  ])
})

test('a decision is left alone while its plugin is at work, and settled when that has gone', async () => {
  await stores.decisions.insert(makeDecision({ id: 'd1', at: longAgo }))
  held.hold('d1')
  await repair.run()
  expect(await outcome()).toBe('planned')
  held.release('d1')
  await repair.settleLost('d1')
  expect(await outcome()).toBe('failed')
})

test('a plugin that dies in the middle of an attachment leaves its decision until DEL has undone it', async () => {
  await stores.decisions.insert(makeDecision({ id: 'd1', at: startMs }))
  await journal.write({ ...record, state: 'pending' })
  await repair.settleLost('d1')
  expect(await outcome()).toBe('planned')
  await journal.remove(record)
  await repair.run()
  expect(await outcome()).toBe('failed')
})

test('a plugin whose report got lost has attached its pod, until that leaves', async () => {
  await stores.decisions.insert(makeDecision({ id: 'd1', at: startMs }))
  await journal.write(record)
  await repair.settleLost('d1')
  expect(await outcome()).toBe('attached')
  await journal.remove(record)
  await repair.run()
  expect(await outcome()).toBe('detached')
})

test('a decision that somebody reserved by the API stands as long as its reservation', async () => {
  await stores.decisions.insert(makeDecision({ id: 'd1', at: startMs }))
  clock.advance(120_000)
  await repair.run()
  expect(await outcome()).toBe('planned')
  clock.advance(1)
  await repair.run()
  expect(await outcome()).toBe('failed')
})

test('a plugin that got its plan from the agent before has time to begin', async () => {
  await stores.decisions.insert(makeDecision({ id: 'd1', at: startMs - 1 }))
  await repair.run()
  expect(await outcome()).toBe('planned')
  clock.advance(10_000)
  await repair.run()
  expect(await outcome()).toBe('failed')
})

test('a decision stands as long as one container is attached by it, whatever was said of another', async () => {
  await stores.decisions.insert(makeDecision({ id: 'd1', outcome: 'detached', at: startMs }))
  await journal.write(record)
  await journal.write(makeRecord({ containerId: 'c2', decision: 'd-pruned' }))
  await repair.run()
  expect(await outcome()).toBe('attached')
})

test('a journal that cannot be read settles nothing', async () => {
  await stores.decisions.insert(makeDecision({ id: 'd1', outcome: 'attached', at: longAgo }))
  await open('/proc/self/cmdline').run()
  expect(await outcome()).toBe('attached')
})
