import { mkdtempSync } from 'node:fs'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { probesOfAllPlatforms } from '../support/probe-builds.ts'
import { outcomesOf, ProbeFolder } from '../support/probe-process.ts'

const builds = mkdtempSync(join(tmpdir(), 'genie-probe-builds-'))
afterAll(() => rm(builds, { recursive: true }))

for (const build of await probesOfAllPlatforms(builds)) {
  const { name, executable = '' } = { executable: undefined, ...build }
  describe.skipIf(build.missing)(`questions to the ${name} build ${build.missing ?? ''}`, () => {
    test('list() names everything in a directory in the order of its characters', async () => {
      await using folder = await ProbeFolder.create()
      const directory = join(folder.path, 'journal')
      await mkdir(join(directory, 'é'), { recursive: true })
      for (const file of ['b', 'a.json', '.hidden', 'B', '10', '9'])
        await writeFile(join(directory, file), '')
      await writeFile(Buffer.concat([Buffer.from(join(directory, 'latin-')), Buffer.from([0xe9])]), '')
      const results = await folder.results(executable, [
        ['list', directory],
        ['list', join(directory, 'é')],
        ['list', join(directory, 'nothing')],
        ['list', join(directory, 'b')],
      ])
      const names = ['.hidden', '10', '9', 'B', 'a.json', 'b', 'latin-\ufffd', 'é']
      expect(outcomesOf(results)).toEqual([names, [], [], 'ENOTDIR'])
    })

    test('list() names thousands', async () => {
      await using folder = await ProbeFolder.create()
      const names = Array.from({ length: 3000 }, (_, i) => `record-${String(i).padStart(4, '0')}`)
      await mkdir(join(folder.path, 'many'))
      await Promise.all(names.map((each) => writeFile(join(folder.path, 'many', each), '')))
      expect(await folder.results(executable, [['list', join(folder.path, 'many')]])).toEqual([
        { value: names },
      ])
    })

    test('checksum() is the CRC-32 of the UTF-8 bytes', async () => {
      await using folder = await ProbeFolder.create()
      const texts = ['123456789', '', 'é€😀\u0000', 'x'.repeat(1_000_000), 'record 2096']
      const results = await folder.results(
        executable,
        texts.map((text) => ['checksum', text]),
      )
      const expected = texts.map((text) => crc32(text).toString(16).padStart(8, '0'))
      expect(outcomesOf(results)).toEqual(expected)
      expect(expected).toEqual(['cbf43926', '00000000', ...expected.slice(2, 4), '0006f44f'])
    })

    test('isNamespace() knows a namespace from anything else', async () => {
      await using folder = await ProbeFolder.create()
      await writeFile(join(folder.path, 'file'), '')
      await symlink('/proc/self/ns/net', join(folder.path, 'link'))
      const paths = ['/proc/self/ns/net', `/proc/${process.pid}/ns/net`, join(folder.path, 'link')]
      const others = ['/proc/self/ns', '/', join(folder.path, 'file'), join(folder.path, 'nothing'), '']
      const results = await folder.results(
        executable,
        [...paths, ...others].map((path) => ['isNamespace', path]),
      )
      expect(outcomesOf(results)).toEqual([true, true, true, false, false, false, false, false])
    })

    test('the wall clock is Unix time in ms', async () => {
      await using folder = await ProbeFolder.create()
      const before = Date.now()
      const [wallMs] = outcomesOf(await folder.results(executable, [['wallMs']])) as [number]
      expect(wallMs).toBeGreaterThanOrEqual(before)
      expect(wallMs).toBeLessThanOrEqual(Date.now())
    })

    test('the clock has microseconds and knows when the process began', async () => {
      await using folder = await ProbeFolder.create()
      const before = performance.now()
      const steps = [['startedAtMs'], ...Array.from({ length: 40 }, () => ['monotonicMs'])] as [string][]
      const times = outcomesOf(await folder.results(executable, steps)) as number[]
      const ageMs = (times.at(-1) ?? 0) - (times[0] ?? 0)
      expect(times).toEqual(times.toSorted((one, other) => one - other))
      expect(ageMs).toBeGreaterThan(0)
      expect(ageMs).toBeLessThan(performance.now() - before)
      expect(times.some((time) => !Number.isInteger(time))).toBe(true)
    })
  })
}
