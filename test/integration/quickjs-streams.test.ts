import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { link, rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { probeBuilds } from '../support/probe-builds.ts'
import { ProbeFolder } from '../support/probe-process.ts'

const builds = mkdtempSync(join(tmpdir(), 'genie-probe-builds-'))
afterAll(() => rm(builds, { recursive: true }))

const million = 'é'.repeat(500_000)

for (const build of await probeBuilds(builds)) {
  const { name, executable = '' } = { executable: undefined, ...build }
  describe.skipIf(build.missing)(`streams of the ${name} build ${build.missing ?? ''}`, () => {
    test.each([
      ['a megabyte of it', million, 1_000_000, { value: million }],
      ['nothing at all', '', 0, { value: '' }],
      [
        'more than the limit',
        'four',
        3,
        { code: 'EFBIG', message: 'PlatformError: Cannot read standard input: EFBIG' },
      ],
    ])('readStdin() reads %s', async (_, stdin, limitBytes, expected) => {
      await using folder = await ProbeFolder.create()
      const results = await folder.results(executable, [['readStdin', limitBytes, 60_000]], { stdin })
      expect(results).toEqual([expected])
    })

    test('readStdin() gives up at the deadline when nobody ends it', async () => {
      await using folder = await ProbeFolder.create()
      const probe = await folder.start(executable, [['readStdin', 100, 50]])
      probe.child.stdin?.write('half')
      const message = 'PlatformError: Cannot read standard input: ETIMEDOUT'
      expect(await probe.results()).toEqual([{ code: 'ETIMEDOUT', message }])
    })

    test('outputs of a megabyte arrive whole at a reader that is slow', async () => {
      await using folder = await ProbeFolder.create()
      const slow = await folder.program('#!/bin/sh\n"$1" | (sleep 0.2; wc --bytes)\n')
      const probe = await folder.start(executable, [['writeStdout', million]], { through: [slow] })
      const [counted] = (await once(probe.child.stdout ?? probe.child, 'data')) as [Buffer]
      expect([await probe.results(), counted.toString()]).toEqual([[{ value: null }], '1000000\n'])
    })

    test('standard descriptors that are closed at the start are not mistaken for files', async () => {
      await using folder = await ProbeFolder.create()
      const path = join(folder.path, 'record')
      const steps = [
        ['readStdin', 10, 1000],
        ['writeStdout', 'to nobody'],
        ['writeStderr', 'to nobody'],
        ['create', path, 'text'],
        ['readFile', path, 10],
        await folder.run('#!/bin/sh\nread line; echo "$line"; echo lost >&2\n', { stdin: 'through' }),
      ] as const
      const closed = ['/bin/sh', '-c', 'exec "$0" <&- >&- 2>&-']
      const results = await folder.results(executable, steps, { through: closed })
      expect(results).toMatchObject([
        { value: '' },
        { value: null },
        { value: null },
        { value: null },
        { value: 'text' },
        { value: { status: 0, stdout: 'through\n', stderr: 'lost\n' } },
      ])
    })

    test('a reader that is gone is an error and not the end', async () => {
      await using folder = await ProbeFolder.create()
      const steps = [
        ['readStdin', 10, 60_000],
        ['writeStdout', 'text'],
        ['writeStderr', 'text'],
      ] as const
      const probe = await folder.start(executable, steps)
      probe.child.stdout?.destroy()
      probe.child.stderr?.destroy()
      probe.child.stdin?.end()
      const message = 'PlatformError: Cannot write standard output: EPIPE'
      expect(await probe.results()).toEqual([{ value: '' }, { code: 'EPIPE', message }, { value: null }])
    })

    test('dial() says when there is no socket, when nobody listens, and when the path is too long', async () => {
      await using folder = await ProbeFolder.create()
      const left = join(folder.path, 'left')
      await using server = await listen(folder, () => undefined)
      await link(server.path, left)
      await server[Symbol.asyncDispose]()
      const paths = [server.path, left, join(folder.path, 'x'.repeat(108))]
      const results = await folder.results(
        executable,
        paths.map((path) => ['dial', path, 1000]),
      )
      const codes = ['ENOENT', 'ECONNREFUSED', 'ENAMETOOLONG']
      expect(results).toEqual(
        codes.map((code, i) => ({ code, message: `PlatformError: Cannot connect to ${paths[i]}: ${code}` })),
      )
    })

    test('a megabyte goes both ways over a connection, line by line', async () => {
      await using folder = await ProbeFolder.create()
      await using server = await listen(folder, answerLines)
      const results = await folder.results(executable, [
        ['dial', server.path, 1000],
        ['send', `${million}\n`, 60_000],
        ['receiveLine', 1_000_000, 60_000],
        ['send', '\n', 1000],
        ['receiveLine', 0, 1000],
        ['close'],
      ])
      const done = { value: null }
      expect(results).toEqual([done, done, { value: million }, done, { value: '' }, done])
    })

    test.each([
      ['ETIMEDOUT', 'stays silent', () => undefined],
      ['ECONNRESET', 'dies in the middle of a line', (socket: Socket) => void socket.end('half')],
      ['EFBIG', 'sends more than the limit', (socket: Socket) => void socket.write('x'.repeat(101))],
    ])('receiveLine() throws %s when the other side %s', async (code, _, serve) => {
      await using folder = await ProbeFolder.create()
      await using server = await listen(folder, serve)
      const steps = [
        ['dial', server.path, 1000],
        ['receiveLine', 99, code === 'ETIMEDOUT' ? 50 : 60_000],
      ] as const
      const [, result] = await folder.results(executable, steps)
      expect(result).toMatchObject({ code })
    })

    test('send() gives up at the deadline when the other side does not read', async () => {
      await using folder = await ProbeFolder.create()
      await using server = await listen(folder, (socket) => void socket.pause())
      const steps = [
        ['dial', server.path, 1000],
        ['send', million, 50],
      ] as const
      const [, result] = await folder.results(executable, steps)
      expect(result).toMatchObject({ code: 'ETIMEDOUT' })
    })

    test('a call to stop ends the wait that it meets, and none after it', async () => {
      await using folder = await ProbeFolder.create()
      await using server = await listen(folder, answerLines)
      const stopSoon = await folder.run('#!/bin/sh\n(sleep 0.2; kill -TERM $PPID) > /dev/null 2>&1 &\n')
      const results = await folder.results(executable, [
        stopSoon,
        ['readStdin', 100, 60_000],
        ['stopping'],
        ['dial', server.path, 1000],
        ['send', 'report\n', 1000],
        ['receiveLine', 10, 60_000],
      ])
      const message = 'PlatformError: Cannot read standard input: ECANCELED'
      const rest = [{ value: true }, { value: null }, { value: null }, { value: 'report' }]
      expect(results.slice(1)).toEqual([{ code: 'ECANCELED', message }, ...rest])
    })
  })
}

/** Sends every line back, once it is there as a whole. */
function answerLines(socket: Socket): void {
  let received = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    received += chunk
    if (!received.endsWith('\n')) return
    socket.write(received)
    received = ''
  })
}

interface Listener extends AsyncDisposable {
  readonly path: string
}

async function listen(folder: ProbeFolder, serve: (socket: Socket) => void): Promise<Listener> {
  const path = join(folder.path, 'socket')
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    serve(socket)
  })
  await once(server.listen(path), 'listening')
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      if (server.listening) await new Promise((closed) => server.close(closed))
    },
  }
}
