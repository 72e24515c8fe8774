import { mkdtempSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { probeBuilds } from '../support/probe-builds.ts'
import { outcomesOf, ProbeFolder } from '../support/probe-process.ts'
import { worksHere } from '../support/works-here.ts'

const builds = mkdtempSync(join(tmpdir(), 'genie-probe-builds-'))
afterAll(() => rm(builds, { recursive: true }))

const [release, sanitized] = await probeBuilds(builds)
const strace = worksHere('strace', ['-V'])
const tmpfs = worksHere('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'genie-tmpfs', '/mnt'])

for (const build of [release, sanitized]) {
  const { name, executable = '' } = { executable: undefined, ...build }
  describe.skipIf(build.missing)(`files of the ${name} build ${build.missing ?? ''}`, () => {
    test('create() makes a new file in a directory for root alone, append() adds to it', async () => {
      await using folder = await ProbeFolder.create()
      const path = join(folder.path, 'new/journal/record.json')
      const results = await folder.results(executable, [
        ['create', path, 'é and '],
        ['create', path, 'another'],
        ['append', path, '\u0000'],
        ['readFile', path, 8],
        ['readFile', path, 7],
      ])
      expect(results).toEqual([
        { value: null },
        { code: 'EEXIST', message: expect.stringContaining('Cannot write') as string },
        { value: null },
        { value: 'é and \u0000' },
        { code: 'EFBIG', message: expect.stringContaining('Cannot read') as string },
      ])
      expect(await readdir(join(folder.path, 'new/journal'))).toEqual(['record.json'])
      const modes = await Promise.all([path, join(path, '..'), join(path, '../..')].map((each) => stat(each)))
      expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o600, 0o700, 0o700])
    })

    test('create() and append() follow no link, rename() takes its place', async () => {
      await using folder = await ProbeFolder.create()
      const [target, link, other] = ['target', 'link', 'other'].map((name) => join(folder.path, name))
      if (target === undefined || link === undefined || other === undefined) return
      await writeFile(target, 'safe')
      await symlink(target, link)
      const results = await folder.results(executable, [
        ['create', link, 'x'],
        ['append', link, 'x'],
        ['create', other, 'moved'],
        ['rename', other, link],
        ['readFile', link, 10],
        ['readFile', target, 10],
        ['append', other, 'x'],
      ])
      expect(results.map((result) => ('code' in result ? result.code : result.value))).toEqual([
        ...['EEXIST', 'ELOOP', null, null],
        ...['moved', 'safe', 'ENOENT'],
      ])
    })

    test('what is not UTF-8 is read as U+FFFD', async () => {
      await using folder = await ProbeFolder.create()
      const path = join(folder.path, 'latin-1')
      await writeFile(path, Buffer.from([0x61, 0xe9, 0x62]))
      expect(await folder.results(executable, [['readFile', path, 100]])).toEqual([{ value: 'a\ufffdb' }])
    })

    test('questions about files have an answer whatever is there', async () => {
      await using folder = await ProbeFolder.create()
      const plain = join(folder.path, 'plain')
      await writeFile(plain, '')
      const program = await folder.program('#!/bin/true\n')
      const link = join(folder.path, 'link')
      await symlink(program, link)
      const results = await folder.results(executable, [
        ['exists', plain],
        ['exists', join(folder.path, 'nothing')],
        ['isExecutable', plain],
        ['isExecutable', folder.path],
        ['isExecutable', link],
        ['readFile', join(folder.path, 'nothing'), 10],
        ['readFile', folder.path, 10],
        ['readFile', `${plain}\u0000more`, 10],
        ['remove', plain],
        ['remove', plain],
      ])
      expect(outcomesOf(results)).toEqual([
        true,
        false,
        false,
        false,
        true,
        null,
        'EISDIR',
        'EINVAL',
        null,
        null,
      ])
    })

    test('a lock keeps others out until it is released, and its file can go with it', async () => {
      await using folder = await ProbeFolder.create()
      const path = join(folder.path, 'locks/one')
      const second = await folder.program(
        `#!/bin/sh\nflock --nonblock ${path} true && echo free || echo taken\n`,
      )
      const run = { path: second, env: [], stdin: '', deadlineMs: 10_000, outputLimitBytes: 100 }
      const results = await folder.results(executable, [
        ['lock', path, 0],
        ['run', run],
        ['release', false],
        ['run', run],
        ['lock', path, 0],
        ['release', true],
        ['exists', path],
      ])
      expect(results).toMatchObject([
        { value: null },
        { value: { stdout: 'taken\n' } },
        { value: null },
        { value: { stdout: 'free\n' } },
        { value: null },
        { value: null },
        { value: false },
      ])
    })

    test('a lock is waited for up to the deadline, and is free when its holder was killed', async () => {
      await using folder = await ProbeFolder.create()
      const path = join(folder.path, 'lock')
      const holder = await folder.start(executable, [
        ['lock', path, 0],
        ['writeStdout', 'locked'],
        ['pause', 60_000],
      ])
      await new Promise((locked) => holder.child.stdout?.once('data', locked))
      const [early] = await folder.results(executable, [['lock', path, 50]])
      expect(early).toEqual({ code: 'ETIMEDOUT', message: `PlatformError: Cannot lock ${path} within 50 ms` })
      const waiter = await folder.start(executable, [['lock', path, 60_000]])
      holder.child.kill('SIGKILL')
      expect(await waiter.results()).toEqual([{ value: null }])
      await expect(holder.results()).rejects.toThrow('ended with null')
    })

    test('a lock whose file its holder removes is not taken for the new one', async () => {
      await using folder = await ProbeFolder.create()
      const path = join(folder.path, 'lock')
      const turn = [
        ['lock', path, 60_000],
        ['create', join(folder.path, 'owner'), 'somebody'],
        ['readFile', join(folder.path, 'owner'), 10],
        ['remove', join(folder.path, 'owner')],
        ['release', true],
      ] as const
      const turns = Array.from({ length: 40 }, () => turn).flat()
      const both = await Promise.all([folder.results(executable, turns), folder.results(executable, turns)])
      const owners = both.flat().filter((result) => 'value' in result && result.value === 'somebody')
      expect([owners.length, both.flat().filter((result) => 'code' in result)]).toEqual([80, []])
    })
  })
}

describe.skipIf(release.missing)(`durability of the release build ${release.missing ?? ''}`, () => {
  const executable = release.missing === undefined ? release.executable : ''

  test.skipIf(!strace)(
    `create() writes, syncs, and syncs the directory of the new name; append() waits for no disk${strace ? '' : ' (no strace here)'}`,
    async () => {
      await using folder = await ProbeFolder.create()
      const path = join(folder.path, 'journal/record')
      const trace = join(folder.path, 'trace')
      const calls = ['-y', '-e', 'trace=mkdir,write,fsync,rename', '-o', trace]
      const only = [folder.path, join(path, '..'), path].flatMap((each) => ['-P', each])
      await folder.results(
        executable,
        [
          ['create', path, 'text'],
          ['append', path, 'next'],
        ],
        { through: ['strace', ...calls, ...only] },
      )
      const traced = (await readFile(trace, 'utf8')).replaceAll(folder.path, '')
      const acts = traced.match(/^\w+\((\d+<[^>]*>|"[^"]*")/gm)?.map((act) => act.replace(/\d+/, ''))
      expect(acts).toEqual([
        'mkdir("/journal"',
        'fsync(<>',
        'write(</journal/record>',
        'fsync(</journal/record>',
        'fsync(</journal>',
        'write(</journal/record>',
        'fsync(<>',
      ])
    },
  )

  test.skipIf(!tmpfs)(
    `create() on a full disk says ENOSPC and leaves nothing${tmpfs ? '' : ' (no mounts here)'}`,
    async () => {
      await using folder = await ProbeFolder.create()
      const disk = join(folder.path, 'disk')
      await mkdir(disk)
      const mount = `mount -t tmpfs -o size=64k genie-full ${disk} && exec "$0"`
      const results = await folder.results(
        executable,
        [
          ['create', join(disk, 'record'), 'x'.repeat(100_000)],
          ['exists', join(disk, 'record')],
        ],
        { through: ['unshare', '--mount', 'sh', '-c', mount] },
      )
      const message = `PlatformError: Cannot write ${join(disk, 'record')}: ENOSPC`
      expect(results).toEqual([{ code: 'ENOSPC', message }, { value: false }])
    },
  )
})
