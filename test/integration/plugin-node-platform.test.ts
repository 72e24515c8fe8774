import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  append,
  create,
  isExecutable,
  readFile as readLimited,
} from '../../cni-plugin/platform/node/files.ts'
import { dial } from '../../cni-plugin/platform/node/dial.ts'
import { runProgram } from '../../cni-plugin/platform/node/run-program.ts'
import { takeLock } from '../../cni-plugin/platform/node/take-lock.ts'

let directory = ''
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'genie-node-'))))
afterEach(() => rm(directory, { recursive: true, force: true }))

async function script(body: string): Promise<string> {
  const path = join(directory, 'program')
  await writeFile(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
  return path
}

const runScript = async (
  body: string,
  limits: { deadlineMs?: number; stop?: AbortSignal; stdin?: string } = {},
) =>
  runProgram(
    {
      path: await script(body),
      env: [`PATH=${process.env['PATH'] ?? ''}`, 'A=b=c'],
      stdin: limits.stdin ?? 'input',
      deadlineMs: limits.deadlineMs ?? 20_000,
      outputLimitBytes: 1_000_000,
    },
    limits.stop ?? new AbortController().signal,
  )

const fine = { status: 0, signal: null, timedOut: false, overflowed: false, startError: null, stderr: '' }

test('a program gets its input and environment, and both outputs are heard', async () => {
  expect(await runScript('cat; echo "$A" >&2; exit 3')).toEqual({
    ...fine,
    status: 3,
    stdout: 'input',
    stderr: 'b=c\n',
  })
})

test('a megabyte goes in and comes out', async () => {
  const stdin = 'x'.repeat(1_000_000)
  expect(await runScript('cat', { stdin })).toEqual({ ...fine, stdout: stdin })
})

test('a program that does not read its input is none the worse', async () => {
  expect(await runScript('exec <&-; echo done', { stdin: 'x'.repeat(1_000_000) })).toEqual({
    ...fine,
    stdout: 'done\n',
  })
})

test('a program over its time is ended with all of its children', async () => {
  const pid = join(directory, 'pid')
  const outcome = await runScript(`sleep 600 & echo $! > ${pid}; wait`, { deadlineMs: 300 })
  expect(outcome).toEqual({ ...fine, status: null, signal: 9, timedOut: true, stdout: '' })
  const state = await readFile(`/proc/${(await readFile(pid, 'utf8')).trim()}/stat`, 'utf8').catch(
    () => ') Z',
  )
  expect(state).toMatch(/\) [ZX]/)
})

test('an orphan that keeps the outputs open keeps nobody waiting', async () => {
  const pid = join(directory, 'pid')
  expect(await runScript(`sleep 600 & echo $! > ${pid}; echo done`)).toEqual({ ...fine, stdout: 'done\n' })
  process.kill(Number(await readFile(pid, 'utf8')))
})

test('a file that is no program says why', async () => {
  const missing = { path: join(directory, 'none'), env: [], stdin: '', deadlineMs: 1000, outputLimitBytes: 1 }
  const stop = new AbortController().signal
  expect(await runProgram(missing, stop)).toMatchObject({ status: null, startError: 'ENOENT' })
  expect(await runProgram({ ...missing, path: directory }, stop)).toMatchObject({ startError: 'EACCES' })
  expect([isExecutable(directory), isExecutable(missing.path), isExecutable(await script(''))]).toEqual([
    false,
    false,
    true,
  ])
})

test('a lock keeps the second waiting until it is freed', async () => {
  const path = join(directory, 'locks/one')
  const first = await takeLock(path, 1000)
  await expect(takeLock(path, 50)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  const second = takeLock(path, 10_000)
  first.release({ remove: true })
  const lock = await second
  lock.release({ remove: true })
})

test('create() makes a new file, and append() adds to it', async () => {
  const path = join(directory, 'deep/journal/a.json')
  create(path, 'one')
  append(path, ' two')
  expect(() => create(path, 'three')).toThrow(expect.objectContaining({ code: 'EEXIST' }) as Error)
  expect(readLimited(path, 10)).toBe('one two')
  expect(await readdir(join(directory, 'deep/journal'))).toEqual(['a.json'])
  expect(readLimited(join(directory, 'none'), 10)).toBeUndefined()
  expect(() => readLimited(path, 2)).toThrow(expect.objectContaining({ code: 'EFBIG' }) as Error)
})

test('a connection carries a line each way and ends as it should', async () => {
  const path = join(directory, 'socket')
  await using server = createServer((socket) =>
    socket
      .on('error', () => undefined)
      .on('data', (data) => socket.write(`${data.toString().trim()}!\nrest`)),
  ).listen(path)
  await new Promise((resolve) => server.on('listening', resolve))
  const connection = await dial(path, 1000)
  await connection.send('héllo\n', 1000)
  expect(await connection.receiveLine(100, 5000)).toBe('héllo!')
  await expect(connection.receiveLine(100, 50)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  connection.close()
  await expect(dial(join(directory, 'none'), 1000)).rejects.toMatchObject({ code: 'ENOENT' })
})
