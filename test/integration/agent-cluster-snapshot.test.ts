import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SnapshotFile } from '../../agent/cluster/snapshot-file.ts'
import type { Snapshot } from '../../agent/cluster/snapshot.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { makeManifest } from '../support/make-manifest.ts'

let directory: string
let path: string
let log: string[]
let file: SnapshotFile

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-snapshot-'))
  path = join(directory, 'cluster.json')
  log = []
  file = new SnapshotFile(path, createLogger('info', { write: (line) => void log.push(line) }))
})

afterEach(() => rm(directory, { recursive: true }))

const snapshot = (name: string, at = 1_000): Snapshot => ({
  at,
  manifests: [makeManifest({ kind: 'Network', name, spec: { conf: name } })],
})

/** Begins to keep it, and does so at once. */
async function keep(current: Snapshot | null): Promise<void> {
  file.start(() => current)
  await file.stop()
}

test('what was kept is read again, and is for nobody else to read', async () => {
  expect(await file.read()).toBe(null)
  await keep(snapshot('weave'))
  expect(await file.read()).toEqual(snapshot('weave'))
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect([await readdir(directory), log]).toEqual([['cluster.json'], []])
})

test('nothing is written for what is not wholly known, for what has not changed, or has moved in time only a little', async () => {
  await keep(null)
  expect(await readdir(directory)).toEqual([])
  const first = snapshot('weave')
  await keep(first)
  await keep({ ...first, at: 2_000 })
  expect((await file.read())?.at).toBe(1_000)
  await keep({ ...first, at: 301_000 })
  expect((await file.read())?.at).toBe(301_000)
})

test.each([
  ['is damaged', () => writeFile(path, '{"version":1,"at":5,"manif')],
  ['is no file', () => mkdir(path)],
  ['is far too large', () => writeFile(path, ' '.repeat(8_388_609))],
])('a file that %s is one line in the log, and nothing is known', async (_what, spoil) => {
  await spoil()
  expect(await file.read()).toBe(null)
  expect(log).toHaveLength(1)
})

test('what stands at the name of the temporary file is not followed', async () => {
  const victim = join(directory, 'victim')
  await writeFile(victim, 'untouched')
  await symlink(victim, `${path}.tmp`)
  await keep(snapshot('weave'))
  expect([await readFile(victim, 'utf8'), (await file.read())?.at]).toEqual(['untouched', 1_000])
})

test('a file that cannot be written is one line in the log and a fault that ends with the next that can', async () => {
  await mkdir(path)
  await writeFile(join(path, 'in-the-way'), '')
  await keep(snapshot('weave'))
  await keep(snapshot('calico'))
  expect(log).toHaveLength(1)
  expect(file.fault).toContain(`Cannot keep what the API says in ${path}`)
  expect(await readdir(directory)).toEqual(['cluster.json'])
  await rm(path, { recursive: true })
  await keep(snapshot('flannel'))
  expect([file.fault, (await file.read())?.manifests[0]?.name]).toEqual([null, 'flannel'])
})

test('more than can be read at a start is not kept, and what was kept stays', async () => {
  await keep(snapshot('weave'))
  const spec = { config: ' '.repeat(8_388_608) }
  await keep({ at: 2_000, manifests: [makeManifest({ kind: 'Network', name: 'huge', spec })] })
  expect(file.fault).toContain('it would be larger than 8388608 bytes')
  expect((await file.read())?.manifests[0]?.name).toBe('weave')
})
