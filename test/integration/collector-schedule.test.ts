import { JournalReader } from '../../collector/journal/journal-reader.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildCollector } from '../../collector/build-collector.ts'
import type { Round } from '../../collector/round.ts'
import { systemClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'

test('start() measures on the schedule until stop(), which waits for the round under way', async () => {
  const journalDir = await mkdtemp(join(tmpdir(), 'genie-schedule-'))
  await using stores = await openSqliteStores(':memory:')
  const begun = Promise.withResolvers<Round>()
  const mayEnd = Promise.withResolvers<undefined>()
  const ended: Round[] = []
  const collector = buildCollector({
    networks: () => [],
    settings: () => ({}),
    journal: new JournalReader(journalDir, createLogger('silent')),
    schedule: '* * * * * *',
    samples: stores.samples,
    clock: systemClock,
    logger: createLogger('silent'),
    onRound: async (round) => {
      begun.resolve(round)
      await mayEnd.promise
      ended.push(round)
    },
  })
  collector.start()
  const round = await begun.promise
  const stopped = collector.stop()
  expect(ended).toEqual([])
  mayEnd.resolve(undefined)
  await stopped
  expect(ended).toEqual([round])
  await rm(journalDir, { recursive: true })
})

test('stop() ends what sources keep open, also while a round fails, and for good', async () => {
  await using stores = await openSqliteStores(':memory:')
  const logger = createLogger('silent')
  const mayGoOn = Promise.withResolvers<undefined>()
  let closed = 0
  const collector = buildCollector({
    networks: () => {
      throw new Error('Cannot tell the networks')
    },
    settings: () => ({}),
    journal: { read: () => mayGoOn.promise.then(() => []) },
    sources: [
      {
        ...{ name: 'open', kind: 'traffic', limitMs: 1_000 },
        read: () => Promise.resolve({ figures: new Map(), dropped: {} }),
        close: () => Promise.resolve(void (closed += 1)),
      },
    ],
    samples: stores.samples,
    clock: systemClock,
    logger,
    onRound: () => Promise.resolve(),
  })
  const failing = expect(collector.collectOnce()).rejects.toThrow('Cannot tell the networks')
  const stopped = collector.stop()
  mayGoOn.resolve(undefined)
  await failing
  await stopped
  expect(closed).toBe(1)
  await expect(collector.collectOnce()).rejects.toThrow('Cannot measure as the collector was stopped')
})

test('buildCollector() refuses a schedule that is no cron expression', async () => {
  await using stores = await openSqliteStores(':memory:')
  const { samples } = stores
  const logger = createLogger('silent')
  const given = {
    networks: () => [],
    settings: () => ({}),
    journal: new JournalReader('/', logger),
    samples,
    clock: systemClock,
    logger,
  }
  const onRound = () => Promise.resolve()
  expect(() => buildCollector({ ...given, onRound, schedule: 'every 10 s' })).toThrow(
    'Cannot measure on the schedule every 10 s as it is no cron expression: set GENIE_POLL to one, such as */10 * * * * *',
  )
})
