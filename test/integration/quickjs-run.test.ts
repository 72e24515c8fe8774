import { mkdtempSync, readFileSync } from 'node:fs'
import { open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { probeBuilds } from '../support/probe-builds.ts'
import { ProbeFolder } from '../support/probe-process.ts'
import { worksHere } from '../support/works-here.ts'

const builds = mkdtempSync(join(tmpdir(), 'genie-probe-builds-'))
afterAll(() => rm(builds, { recursive: true }))

const million = 'é'.repeat(500_000)
const ended = {
  startError: null,
  status: 0,
  signal: null,
  timedOut: false,
  overflowed: false,
  stdout: '',
  stderr: '',
}
const killed = { ...ended, status: null, signal: 9 }
/** Kernels before 5.11 have no close_range(2) that marks descriptors; strace can play one (leaks cannot be looked for under it). */
const noCloseRange =
  'strace -qq -o /dev/null -E ASAN_OPTIONS=detect_leaks=0 -e inject=close_range:error=ENOSYS '
const kernels = [['', '']] as [string, string][]
if (worksHere('strace', ['-e', 'inject=close_range:error=ENOSYS', 'true']))
  kernels.push([' on an old kernel', noCloseRange])

const notStarted = { ...ended, status: null }

for (const build of await probeBuilds(builds)) {
  const { name, executable = '' } = { executable: undefined, ...build }
  describe.skipIf(build.missing)(`run() of the ${name} build ${build.missing ?? ''}`, () => {
    test('passes a megabyte both ways at once', async () => {
      await using folder = await ProbeFolder.create()
      const cat = await folder.run('#!/bin/cat -', { stdin: million })
      const [result] = await folder.results(executable, [cat])
      expect(result).toEqual({ value: { ...ended, stdout: expect.stringMatching(/^é{500000}#!/) as string } })
    })

    test('gives status, both outputs, and exactly the environment it got', async () => {
      await using folder = await ProbeFolder.create()
      const run = await folder.run('#!/bin/sh\n/usr/bin/env; echo lost >&2; exit 7\n', {
        env: ['A=b=c', 'D=é'],
      })
      const [result] = await folder.results(executable, [run])
      const stdout = expect.stringMatching(/A=b=c\n(.*\n)*D=é\n/) as string
      expect(result).toEqual({ value: { ...ended, status: 7, stdout, stderr: 'lost\n' } })
    })

    test.each([
      ['never reads its stdin', 'echo done'],
      ['closes its stdin early', 'read line; exec 0<&-; sleep 0.1; echo done'],
    ])('survives a program that %s', async (_, script) => {
      await using folder = await ProbeFolder.create()
      const run = await folder.run(`#!/bin/sh\n${script}\n`, { stdin: million })
      const [result] = await folder.results(executable, [run])
      expect(result).toEqual({ value: { ...ended, stdout: 'done\n' } })
    })

    test('kills the whole process group at the deadline', async () => {
      await using folder = await ProbeFolder.create()
      const script = '#!/bin/sh\nsleep 1000 & echo $!; wait\n'
      const [result] = await folder.results(executable, [await folder.run(script, { deadlineMs: 1000 })])
      expect(result).toEqual({
        value: { ...killed, timedOut: true, stdout: expect.stringMatching(/^\d+\n$/) as string },
      })
      await vi.waitFor(() => expect(isRunning(firstNumber(result))).toBe(false))
    })

    test('does not wait for an orphan that holds the pipes', async () => {
      await using folder = await ProbeFolder.create()
      const run = await folder.run('#!/bin/sh\nsleep 1000 & echo $!\n')
      const [result] = await folder.results(executable, [run])
      process.kill(firstNumber(result))
      expect(result).toEqual({ value: { ...ended, stdout: expect.stringMatching(/^\d+\n$/) as string } })
    })

    test('ends a program whose output goes over the cap', async () => {
      await using folder = await ProbeFolder.create()
      const run = await folder.run('#!/usr/bin/yes', { outputLimitBytes: 100_000 })
      const [result] = await folder.results(executable, [run])
      const stdout = expect.stringMatching(/^[^]{100000}$/) as string
      expect(result).toEqual({ value: { ...killed, overflowed: true, stdout } })
    })

    test('names the reason when a program cannot be started', async () => {
      await using folder = await ProbeFolder.create()
      const busy = await folder.run('#!/bin/true\n')
      const rest = { env: [], stdin: '', deadlineMs: 1000, outputLimitBytes: 10 }
      await using writer = await open((busy[1] as { path: string }).path, 'a')
      const results = await folder.results(executable, [
        ['run', { path: join(folder.path, 'nowhere'), ...rest }],
        ['run', { path: folder.path, ...rest }],
        await folder.run('neither ELF nor script'),
        busy,
      ])
      expect(writer.fd).toBeGreaterThan(2)
      const reasons = ['ENOENT', 'EACCES', 'ENOEXEC', 'ETXTBSY']
      expect(results).toEqual(reasons.map((startError) => ({ value: { ...notStarted, startError } })))
    })

    test.each(kernels)('gives a program only three descriptors and default signals%s', async (_, start) => {
      await using folder = await ProbeFolder.create()
      const trap = ['/bin/sh', '-c', `trap "" TERM INT HUP CHLD PIPE; exec 7</dev/null ${start}"$0"`]
      const steps = [
        await folder.run('#!/bin/cat /proc/self/status\n'),
        await folder.run('#!/bin/ls /proc/self/fd\n'),
      ]
      const [status, descriptors] = await folder.results(executable, steps, { through: trap })
      expect(stdoutOf(status)).toMatch(/SigBlk:\s+0{16}\nSigIgn:\s+0{16}\n/)
      expect(stdoutOf(descriptors).match(/^\d+$/gm)).toEqual(['0', '1', '2', '3'])
    })

    test('lets a program finish that runs when the plugin is asked to stop', async () => {
      await using folder = await ProbeFolder.create()
      const run = await folder.run('#!/bin/sh\nkill -TERM $PPID; sleep 0.3; echo finished\n')
      const results = await folder.results(executable, [['stopping'], run, ['stopping']])
      expect(results).toEqual([
        { value: false },
        { value: { ...ended, stdout: 'finished\n' } },
        { value: true },
      ])
    })

    // Five seconds once are enough.
    if (name === 'release')
      test('ends a program that goes on 5 s after the call to stop', async () => {
        await using folder = await ProbeFolder.create()
        const run = await folder.run('#!/bin/sh\nkill -TERM $PPID; exec sleep 1000\n')
        expect(await folder.results(executable, [run])).toEqual([{ value: { ...killed, timedOut: true } }])
      })

    test('dies with the plugin: SIGKILL of one ends the other', async () => {
      await using folder = await ProbeFolder.create()
      const fifo = join(folder.path, 'fifo')
      const makeFifo = await folder.run(`#!/bin/sh\nmkfifo ${fifo}\n`)
      await folder.results(executable, [makeFifo])
      const run = await folder.run(`#!/bin/sh\necho $$ > ${fifo}; exec sleep 1000\n`)
      const { child, results } = await folder.start(executable, [run])
      const pid = Number(await readFile(fifo, 'utf8'))
      child.kill('SIGKILL')
      await expect(results()).rejects.toThrow('ended with null')
      await vi.waitFor(() => expect(isRunning(pid)).toBe(false))
    })
  })
}

function stdoutOf(result: unknown): string {
  return (result as { value: { stdout: string } }).value.stdout
}

function firstNumber(result: unknown): number {
  return Number.parseInt(stdoutOf(result))
}

/** A zombie that nobody has waited for has ended all the same. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
