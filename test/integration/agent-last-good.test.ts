import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LastGood } from '../../agent/last-good/last-good.ts'
import type { NetworkBoard } from '../../domain/network-board.ts'
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
  lastGood = new LastGood(stateDir, clock, createLogger('info', { write: (line) => void log.push(line) }))
})

afterEach(() => rm(directory, { recursive: true }))

/** A board of these networks, best first; those with a `!` can take no pod. */
function board(...names: readonly string[]): NetworkBoard {
  const networks = names.map((name) => ({
    name: name.replace('!', ''),
    plugins: ['bridge'],
    state: 'healthy' as const,
    standing: {
      network: name.replace('!', ''),
      score: 0.5,
      rank: 1,
      excluded: name.endsWith('!') ? { code: 'addresses-exhausted' as const, detail: 'full' } : null,
      reservedBitsPerSecond: 0,
      reservedAttachments: 0,
      kpis: [],
    },
    sample: null,
    traffic: [],
  }))
  return { at: 0, node: 'genie-node', networks }
}

const file = async () => JSON.parse(await readFile(join(stateDir, 'last-good.json'), 'utf8')) as unknown

test('the order is kept for the plugin, without networks that can take no pod', async () => {
  await lastGood.keep(board('beta', 'alpha', 'gamma!'))
  expect(await file()).toEqual({ version: 1, at: 1_000, order: ['beta', 'alpha'] })
  expect(await readdir(stateDir)).toEqual(['last-good.json'])
  expect((await stat(join(stateDir, 'last-good.json'))).mode & 0o777).toBe(0o600)
  expect((await stat(stateDir)).mode & 0o777).toBe(0o700)
})

test('the file is written when the order changes, and only then', async () => {
  await lastGood.keep(board('beta', 'alpha'))
  clock.advance(1)
  await lastGood.keep(board('beta', 'alpha'))
  expect(await file()).toMatchObject({ at: 1_000 })
  await lastGood.keep(board('alpha', 'beta'))
  expect(await file()).toMatchObject({ at: 1_001, order: ['alpha', 'beta'] })
})

test('a temporary file that a killed agent has left is no hindrance', async () => {
  await mkdir(stateDir)
  await writeFile(join(stateDir, 'last-good.json.tmp'), '{"version":1,"at":9,"order":["a much longer na')
  await lastGood.keep(board('alpha'))
  expect(await file()).toEqual({ version: 1, at: 1_000, order: ['alpha'] })
})

test('a directory that cannot be written is one line in the log, and tried again', async () => {
  await writeFile(stateDir, 'in the way')
  for (const first of ['alpha', 'beta', 'beta']) await lastGood.keep(board(first))
  expect(log).toHaveLength(1)
  expect(log[0]).toContain(`Cannot keep the order of networks in ${stateDir}`)
  await rm(stateDir)
  await lastGood.keep(board('beta'))
  expect(await file()).toMatchObject({ order: ['beta'] })
})
