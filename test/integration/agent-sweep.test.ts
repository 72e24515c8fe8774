import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Counter, Registry } from 'prom-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Sweeper } from '../../agent/sweep/sweeper.ts'
import { JournalReader } from '../../collector/journal/journal-reader.ts'
import { systemClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { JournalDir } from '../support/journal-dir.ts'
import { makeRecord } from '../support/make-record.ts'

const living = makeRecord({ containerId: 'living', netns: '/proc/self/ns/net', bootId: 'now' })
const stale = makeRecord({ containerId: 'stale', netns: '/run/netns/genie-none', bootId: 'now' })

let directory: string
let journal: JournalDir
let log: string[]
let registry: Registry

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-sweep-'))
  journal = new JournalDir(directory)
  log = []
  registry = new Registry()
})

afterEach(() => rm(directory, { recursive: true }))

const at = (name: string) => join(directory, name)

/** Installs a plugin that notes how it is called, and then does this. */
async function install(script: string): Promise<void> {
  const note = `env > ${at('env')}; cat > ${at('stdin')}; echo called >> ${at('calls')}`
  await writeFile(at('plugin'), `#!/bin/sh\n${note}\n${script}\n`, { mode: 0o755 })
}

const printing = (report: object) => `echo '${JSON.stringify(report)}'`

function open(schedule = '0 0 0 1 1 *'): Sweeper {
  const registers = [registry]
  const logger = createLogger('info', { write: (line) => void log.push(line) })
  return new Sweeper({
    clock: systemClock,
    plugin: at('plugin'),
    env: { CNI_PATH: '/opt/cni/bin', PATH: process.env['PATH'] ?? '' },
    genie: { socket: '/s', stateDir: '/d', confDir: '/c' },
    bootId: 'now',
    journal: new JournalReader(journal.path, logger),
    schedule,
    metrics: {
      sweeps: new Counter({ name: 'sweeps', help: '-', labelNames: ['outcome'], registers }),
      swept: new Counter({ name: 'swept', help: '-', registers }),
    },
    logger,
  })
}

const counts = async () =>
  (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))

const calls = async () => (await readFile(at('calls'), 'utf8')).trim().split('\n').length

test('a node where every attachment has its namespace is not swept', async () => {
  await install(printing({ swept: [], failed: [] }))
  await journal.write(living)
  await open().run()
  expect([existsSync(at('calls')), await counts(), log]).toEqual([false, ['swept 0'], []])
})

test('the plugin is told to sweep where a namespace is gone, and its account is counted and logged', async () => {
  const swept = [{ containerId: 'stale', ifname: 'eth0', reason: 'has lost its namespace' }]
  await install(printing({ swept, failed: [] }))
  for (const record of [living, stale]) await journal.write(record)
  await open().run()
  expect(await readFile(at('env'), 'utf8')).toContain('CNI_COMMAND=SWEEP\n')
  expect(await readFile(at('env'), 'utf8')).toContain('CNI_PATH=/opt/cni/bin\n')
  expect(JSON.parse(await readFile(at('stdin'), 'utf8'))).toEqual({
    cniVersion: '1.0.0',
    name: 'genie-sweep',
    type: 'genie',
    genie: { socket: '/s', stateDir: '/d', confDir: '/c' },
  })
  expect(await counts()).toEqual(['sweeps{outcome="done"} 1', 'swept 1'])
  expect(log).toHaveLength(1)
  expect(log[0]).toContain('Swept 1 attachment, stale@eth0 (has lost its namespace)')
})

test('an attachment of an earlier boot is swept even if its path leads to a namespace', async () => {
  await install(printing({ swept: [], failed: [{ containerId: 'living', ifname: 'eth0' }] }))
  await journal.write({ ...living, bootId: 'then' })
  const sweeper = open()
  for (let time = 0; time < 2; time += 1) await sweeper.run()
  expect(await counts()).toEqual(['sweeps{outcome="failed"} 2', 'swept 0'])
  expect(log).toHaveLength(1)
  expect(log[0]).toContain('cannot sweep 1 attachment, living@eth0, which is tried again')
})

test('there is never a second sweep while one is under way', async () => {
  await install(printing({ swept: [], failed: [] }))
  await journal.write(stale)
  const sweeper = open()
  await Promise.all([sweeper.run(), sweeper.run(), sweeper.run()])
  expect(await calls()).toBe(1)
  await sweeper.run()
  expect(await calls()).toBe(2)
})

test.each([
  ['is not there', undefined, 'ENOENT'],
  [
    'knows no sweep',
    `${printing({ code: 4, msg: 'unknown' })}; exit 1`,
    'it ended with status 1 {\\"code\\":4',
  ],
  ['says nothing', 'exit 0', 'it gave no account'],
  ['is killed', 'kill -9 $$', 'it was ended by SIGKILL'],
])('a plugin that %s is one line in the log', async (_what, script, words) => {
  if (script !== undefined) await install(script)
  await journal.write(stale)
  const sweeper = open()
  for (let time = 0; time < 2; time += 1) await sweeper.run()
  expect(await counts()).toEqual(['sweeps{outcome="failed"} 2', 'swept 0'])
  expect(log).toHaveLength(1)
  expect(log[0]).toContain(words)
})

test('a stop asks the plugin to stop, waits for it, and begins nothing more', async () => {
  await install(
    `trap 'echo "$0 was stopped"; exit 1' TERM; touch ${at('traps')}; while :; do sleep 0.01; done`,
  )
  await journal.write(stale)
  const sweeper = open()
  sweeper.start()
  await expect.poll(() => existsSync(at('traps'))).toBe(true)
  await sweeper.stop()
  expect(log.join()).toContain('plugin was stopped')
  await sweeper.run()
  expect(await calls()).toBe(1)
})

test('a schedule that is none is refused in one sentence', () => {
  expect(() => open('often')).toThrow('Cannot sweep on the schedule often as it is no cron expression')
})
