import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LastGood, type KnownGood } from '../../agent/last-good/last-good.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'

let directory: string
let stateDir: string
let clock: ManualClock
let log: string[]
let lastGood: LastGood

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-last-good-'))
  stateDir = join(directory, 'state')
  clock = new ManualClock(1_000)
  log = []
  const logger = createLogger('info', { write: (line) => void log.push(line) })
  lastGood = new LastGood(stateDir, clock, logger, () => ({ boot: 'b-1', upMs: 7 }))
})

afterEach(() => rm(directory, { recursive: true }))

/** What is known of a node with these networks, best first. */
const known = (...order: readonly string[]): KnownGood => ({
  order,
  groups: { alpha: 'beta' },
  default: 'alpha',
  mode: 'attach',
  namespaces: { shop: 'observe' },
})

const file = async () => JSON.parse(await readFile(join(stateDir, 'last-good.json'), 'utf8')) as unknown

test('what the plugin goes by without an agent is kept, for nobody else to read', async () => {
  await lastGood.keep(known('beta', 'alpha'))
  expect(await file()).toEqual({
    version: 1,
    at: 1_000,
    boot: 'b-1',
    upMs: 7,
    order: ['beta', 'alpha'],
    groups: { alpha: 'beta' },
    default: 'alpha',
    mode: 'attach',
    namespaces: { shop: 'observe' },
  })
  expect(await readdir(stateDir)).toEqual(['last-good.json'])
  expect((await stat(join(stateDir, 'last-good.json'))).mode & 0o777).toBe(0o600)
  expect((await stat(stateDir)).mode & 0o777).toBe(0o700)
})

test('the file is written when the order changes, and only then', async () => {
  await lastGood.keep(known('beta', 'alpha'))
  clock.advance(1)
  await lastGood.keep(known('beta', 'alpha'))
  expect(await file()).toMatchObject({ at: 1_000 })
  await lastGood.keep(known('alpha', 'beta'))
  expect(await file()).toMatchObject({ at: 1_001, order: ['alpha', 'beta'] })
})

test('the file is never older than a minute, and never of a time to come', async () => {
  await lastGood.keep(known('alpha'))
  clock.advance(50_000)
  await lastGood.keep(known('alpha'))
  expect(await file()).toMatchObject({ at: 51_000 })
  clock.advance(-3_600_000)
  await lastGood.keep(known('alpha'))
  expect(await file()).toMatchObject({ at: -3_549_000 })
})

test('a temporary file that a killed agent has left is no hindrance', async () => {
  await mkdir(stateDir)
  await writeFile(join(stateDir, 'last-good.json.tmp'), '{"version":1,"at":9,"order":["a much longer na')
  await lastGood.keep(known('alpha'))
  expect(await file()).toMatchObject({ version: 1, at: 1_000, order: ['alpha'] })
})

test('a directory that cannot be written is one line in the log, and tried again', async () => {
  await writeFile(stateDir, 'in the way')
  for (const first of ['alpha', 'beta', 'beta']) await lastGood.keep(known(first))
  expect(log).toHaveLength(1)
  expect(log[0]).toContain(`Cannot keep the order of networks in ${stateDir}`)
  await rm(stateDir)
  await lastGood.keep(known('beta'))
  expect(await file()).toMatchObject({ order: ['beta'] })
})
