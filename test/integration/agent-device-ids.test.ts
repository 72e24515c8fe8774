import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { KubeletDevices } from '../../agent/devices/kubelet-devices.ts'
import { podResourcesMessage } from '../support/pod-resources-message.ts'

let directory: string
let socketPath: string
let server: Http2Server | undefined

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'genie-kubelet-'))
  socketPath = join(directory, 'kubelet.sock')
})

afterEach(async () => {
  const open = server
  server = undefined
  if (open !== undefined) await new Promise((resolve) => open.close(resolve))
  rmSync(directory, { recursive: true })
})

/** A kubelet that answers as it is told; gives back what it was asked. */
async function listen(answer: (stream: ServerHttp2Stream) => void): Promise<readonly unknown[]> {
  const asked: unknown[] = []
  const opened = createServer().on('stream', (stream: ServerHttp2Stream, headers) => {
    const body: Buffer[] = []
    stream.on('error', () => undefined)
    stream.on('data', (chunk: Buffer) => body.push(chunk))
    stream.on('end', () => {
      const { ':method': method, ':path': path, 'content-type': type, te } = headers
      asked.push({ method, path, type, te, body: Buffer.concat(body).toString('hex') })
      answer(stream)
    })
  })
  server = opened
  await new Promise<void>((resolve) => opened.listen(socketPath, resolve))
  return asked
}

function answerWith(stream: ServerHttp2Stream, message: Buffer, status = '0'): void {
  const prefix = Buffer.alloc(5)
  prefix.writeUInt32BE(message.length, 1)
  stream.respond({ 'content-type': 'application/grpc' }, { waitForTrailers: true })
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': status, 'grpc-message': 'why' }))
  stream.end(Buffer.concat([prefix, message]))
}

const limits = { timeoutMs: 5_000, maxBytes: 1_000_000 }
const ask = (over: Partial<typeof limits> = {}) =>
  new KubeletDevices(socketPath, { ...limits, ...over }).of('shop', 'web')
const fails = (why: string) =>
  expect.objectContaining({
    code: 11,
    message: `Cannot find out the devices of pod shop/web from the kubelet at ${socketPath}: ${why}`,
  }) as unknown

test('KubeletDevices asks the kubelet for all pods, and finds the one', async () => {
  const ids = Array.from({ length: 5_000 }, (_, index) => `device-${index}`)
  const pod = { namespace: 'shop', name: 'web', containers: [[{ resource: 'intel.com/sriov', ids }]] }
  const asked = await listen((stream) => answerWith(stream, podResourcesMessage([pod])))
  expect(await ask()).toEqual(new Map([['intel.com/sriov', ids]]))
  expect(asked).toEqual([
    {
      method: 'POST',
      path: '/v1.PodResourcesLister/List',
      type: 'application/grpc',
      te: 'trailers',
      body: '0000000000',
    },
  ])
})

test('KubeletDevices finds none on a machine without a kubelet', async () => {
  expect(await new KubeletDevices(join(directory, 'none/kubelet.sock')).of('shop', 'web')).toEqual(new Map())
})

test('KubeletDevices says to try again while the kubelet has no socket', async () => {
  await expect(ask()).rejects.toEqual(fails(`connect ENOENT ${socketPath}`))
})

test('KubeletDevices says to try again if the kubelet does not answer in time', async () => {
  await listen(() => undefined)
  await expect(ask({ timeoutMs: 50 })).rejects.toEqual(fails('no answer within 50 ms'))
})

test.each<[string, (stream: ServerHttp2Stream) => void]>([
  [
    'it answers with gRPC status 8 (rejected by rate limit)',
    (stream) =>
      stream.respond({ 'grpc-status': '8', 'grpc-message': 'rejected by rate limit' }, { endStream: true }),
  ],
  ['it answers with gRPC status 2 (why)', (stream) => answerWith(stream, Buffer.alloc(0), '2')],
  [
    'it answers with HTTP status 503 and no gRPC status',
    (stream) => stream.respond({ ':status': 503 }, { endStream: true }),
  ],
  ['the answer is longer than 1000000 bytes', (stream) => answerWith(stream, Buffer.alloc(1_000_001))],
  [
    'the answer is not one whole message',
    (stream) => stream.respond({ 'grpc-status': '0' }, { endStream: true }),
  ],
  ['it ends within a field', (stream) => answerWith(stream, Buffer.from('0a05', 'hex'))],
  ['it ended the connection', (stream) => stream.session?.destroy()],
])('KubeletDevices says to try again: %s', async (why, answer) => {
  await listen(answer)
  await expect(ask()).rejects.toEqual(fails(why))
})
