import { once } from 'node:events'
import { createServer as createHttpServer, type IncomingMessage } from 'node:http'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { finished } from 'node:stream/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { KubeError } from '../../kube/kube-error.ts'
import { openClient } from '../../kube/open-client.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'
import { writeKubeconfig } from '../support/kube-api/write-kubeconfig.ts'
import { worksHere } from '../support/works-here.ts'

const noTls = worksHere('openssl', ['version'])
const pod = { namespace: 'default', name: 'echo' }
const mebibyte = 1_048_576

let api: KubeApi
let echo: Server
const open = new Set<Socket>()

const start = async (isTls: boolean) => {
  api = await KubeApi.start({ isTls })
  api.seed({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: pod,
    spec: { nodeName: 'one', containers: [{ name: 'c', image: 'i' }] },
    status: { phase: 'Running' },
  })
  api.forwardPort(pod.namespace, pod.name, 8480, (echo.address() as AddressInfo).port)
}

const client = (token?: string, over: object = {}) =>
  openClient({
    program: 'test',
    kubeconfig: api.kubeconfig(token === undefined ? {} : { token }),
    env: {},
    ...over,
  })

beforeEach(async () => {
  echo = createServer((socket) => {
    open.add(socket.on('error', () => undefined))
    socket.pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(echo, 'listening')
})

afterEach(async () => {
  await api[Symbol.asyncDispose]()
  for (const socket of open) socket.destroy()
  echo.close()
})

describe.each([...(noTls ? [true] : []), false])('a port-forward (TLS: %s)', (isTls) => {
  test('carries bytes both ways as they are, however many', async () => {
    await start(isTls)
    await using kube = await client()
    const stream = await kube.forward(pod, 8480, AbortSignal.timeout(10_000))
    const sent = Buffer.alloc(2 * mebibyte, 'genie!')
    let received = Buffer.alloc(0)
    const whole = new Promise<void>((resolve) => {
      stream.on('data', (part: Buffer) => {
        received = Buffer.concat([received, part])
        if (received.length >= sent.length) resolve()
      })
    })
    for (let at = 0; at < sent.length; at += 65_536) stream.write(sent.subarray(at, at + 65_536))
    await whole
    expect(received.equals(sent)).toBe(true)
    stream.destroy()
  })
})

test('a port-forward that is refused, or to a port where nothing listens, says so', async () => {
  await start(false)
  api.addUser('genie-nobody', { username: 'nobody', groups: ['system:authenticated'] })
  await using nobody = await client('genie-nobody')
  const refused = await nobody
    .forward(pod, 8480, AbortSignal.timeout(10_000))
    .catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(KubeError)
  expect(refused).toMatchObject({ status: 403 })
  await using kube = await client()
  const missing = await kube
    .forward({ ...pod, name: 'none' }, 8480, AbortSignal.timeout(10_000))
    .catch((error: unknown) => error)
  expect(missing).toMatchObject({ status: 404 })
  const stream = await kube.forward(pod, 81, AbortSignal.timeout(10_000))
  await expect(finished(stream)).rejects.toThrow('Cannot forward port 81 of pod default/echo')
})

test('a port-forward to an API that is away is one sentence, and one that is given up ends', async () => {
  await start(false)
  await using kube = await client()
  await api.goAway()
  await expect(kube.forward(pod, 8480, AbortSignal.timeout(10_000))).rejects.toThrow(/nothing listens there/)
  await expect(kube.forward(pod, 8480, AbortSignal.abort(new Error('given up')))).rejects.toThrow('given up')
})

test('a caller who asks as another user says so in every request', async () => {
  await start(false)
  const asked: (string | undefined)[] = []
  const note = ({ headers }: IncomingMessage) => asked.push(headers['impersonate-user'] as string | undefined)
  const server = createHttpServer((request, response) => {
    note(request)
    response.end('{}')
  })
  server.on('upgrade', (request, socket) => {
    note(request)
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo
    const kubeconfig = writeKubeconfig(api.kubeconfig(), {
      server: `http://127.0.0.1:${port}`,
      token: 'genie',
    })
    await using kube = await client(undefined, { impersonated: 'somebody', kubeconfig })
    await kube.text('/version')
    await expect(kube.forward(pod, 8480, AbortSignal.timeout(10_000))).rejects.toThrow('403')
    expect(asked).toEqual(['somebody', 'somebody'])
  } finally {
    server.close()
  }
})
