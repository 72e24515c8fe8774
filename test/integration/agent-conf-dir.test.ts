import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfDir } from '../../agent/conf-dir/conf-dir.ts'
import { createLogger } from '../../service-kit/logger.ts'

let directory: string
let confDir: ConfDir

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'genie-conf-dir-'))
  confDir = new ConfDir(directory, createLogger('silent'))
})

afterEach(() => {
  confDir[Symbol.dispose]()
  rmSync(directory, { recursive: true, force: true })
})

const put = (file: string, conf: unknown) => {
  writeFileSync(join(directory, `${file}.tmp`), typeof conf === 'string' ? conf : JSON.stringify(conf))
  renameSync(join(directory, `${file}.tmp`), join(directory, file))
}

const names = () => confDir.networks().map(({ name }) => name)

test('ConfDir knows a conf as soon as it is there, and forgets it when it goes', () => {
  expect(names()).toEqual([])
  put('20-b.conf', { name: 'b', type: 'bridge' })
  put('10-a.conflist', { name: 'a', plugins: [{ type: 'ptp' }] })
  expect(names()).toEqual(['a', 'b'])
  rmSync(join(directory, '10-a.conflist'))
  expect(names()).toEqual(['b'])
})

test('ConfDir passes over broken files and says why, and keeps ours apart', () => {
  put('00-genie.conf', { name: 'all', type: 'genie' })
  put('10-broken.conf', '{')
  put('20-b.conf', { name: 'b', type: 'bridge' })
  put('30-b.conf', { name: 'b', type: 'ptp' })
  put('readme.txt', 'no conf')
  mkdirSync(join(directory, '40-no-file.conf'))
  expect(names()).toEqual(['b'])
  expect(confDir.faults()).toEqual([
    `Cannot use ${join(directory, '10-broken.conf')} as it is not a JSON object`,
    `Cannot read ${join(directory, '40-no-file.conf')}: EISDIR: illegal operation on a directory, read`,
  ])
  expect([confDir.isOwn('Genie'), confDir.isOwn('all'), confDir.isOwn('b')]).toEqual([true, true, false])
})

test('ConfDir sees an edit in place once the kernel has told of it', async () => {
  put('20-b.conf', { name: 'b', type: 'bridge' })
  expect(names()).toEqual(['b'])
  writeFileSync(join(directory, '20-b.conf'), JSON.stringify({ name: 'c', type: 'bridge' }))
  await expect.poll(names).toEqual(['c'])
})

test('ConfDir outlives its directory', () => {
  put('20-b.conf', { name: 'b', type: 'bridge' })
  expect(names()).toEqual(['b'])
  rmSync(directory, { recursive: true })
  expect([names(), confDir.faults()]).toEqual([
    [],
    [`Cannot read any network from ${directory}: ENOENT: no such file or directory, stat '${directory}'`],
  ])
})
