import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import type { ServingCertificate } from './kube-api/http/serving-certificate.ts'

/** What a server that is well says to a request. */
export interface ServerAnswer {
  /** The content type; JSON if left out. */
  readonly type?: string
  /** 200 if left out. */
  readonly status?: number
  readonly body: string
}

/** All the ways in which a server can let a source down. */
export const serverFaults = [
  'silence',
  'slow drip',
  '401',
  '403',
  '404',
  '500',
  'redirect',
  'half a body',
  'connection reset',
  'hang up',
  '100 MB body',
  'gzip bomb',
  'wrong content type',
  'HTML',
  'empty body',
] as const
export type ServerFault = (typeof serverFaults)[number]

/** A real HTTP server on the loopback that is well until it is told a fault. */
export interface EvilServer extends AsyncDisposable {
  readonly url: string
  /** What is wrong with it from now on; null for nothing. */
  fault: ServerFault | null
  /** Paths with their queries, in the order in which they were asked for. */
  readonly asked: string[]
  /** The headers of the last request. */
  readonly headers: () => IncomingMessage['headers']
  /** Connections since its start: few of them where connections are kept. */
  readonly connections: () => number
}

/** Begins such a server, with TLS if it has a certificate; `answer` says what it does while it is well, null for a 404. */
export async function openEvilServer(
  answer: (path: string, headers: IncomingMessage['headers']) => ServerAnswer | null,
  identity?: ServingCertificate,
): Promise<EvilServer> {
  let headers: IncomingMessage['headers'] = {}
  let connections = 0
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    // A source that is done with us hangs up in the middle of our faults.
    response.on('error', () => response.destroy())
    headers = request.headers
    const path = request.url ?? '/'
    server.asked.push(path)
    if (server.fault !== null) {
      faults[server.fault](request, response, answer(path, headers))
      return
    }
    const good = answer(path, headers)
    if (good === null) return void response.writeHead(404).end()
    response.writeHead(good.status ?? 200, typeOf(good)).end(good.body)
  }
  const listener = identity === undefined ? createServer(handle) : createSecureServer(identity, handle)
  listener.on('connection', () => (connections += 1))
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  const server: EvilServer = {
    url: `${identity === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    fault: null,
    asked: [],
    headers: () => headers,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      listener.closeAllConnections()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
  return server
}

type Misdeed = (request: IncomingMessage, response: ServerResponse, good: ServerAnswer | null) => unknown

const status =
  (code: number, extra: Record<string, string> = {}): Misdeed =>
  (_, response) =>
    void response.writeHead(code, { 'content-type': 'application/json', ...extra }).end('{}')

const typeOf = (good: ServerAnswer | null) => ({ 'content-type': good?.type ?? 'application/json' })

const faults: Record<ServerFault, Misdeed> = {
  silence: () => undefined,
  'slow drip': (_, response, good) => {
    response.writeHead(200, typeOf(good))
    const timer = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(timer))
  },
  '401': status(401),
  '403': status(403),
  '404': status(404),
  '500': status(500),
  redirect: status(302, { location: '/elsewhere' }),
  'half a body': ({ socket }, response, good) => {
    const body = Buffer.from(good?.body ?? '{}'.repeat(10))
    response.writeHead(200, { ...typeOf(good), 'content-length': body.length })
    response.write(body.subarray(0, body.length / 2), () => socket.end())
  },
  'connection reset': ({ socket }) => ('encrypted' in socket ? socket.destroy() : socket.resetAndDestroy()),
  'hang up': ({ socket }) => void socket.destroy(),
  '100 MB body': (_, response, good) => {
    response.writeHead(200, typeOf(good))
    Readable.from(repeated(Buffer.alloc(65_536, '# nothing to see here\n'), 1_600)).pipe(response)
  },
  'gzip bomb': (_, response, good) => {
    response.writeHead(200, { ...typeOf(good), 'content-encoding': 'gzip' })
    // Members of a gzip file may follow one another: a hundred of a kilobyte each make a hundred megabytes.
    Readable.from(repeated(gzipSync(Buffer.alloc(2 ** 20, '# nothing to see here\n')), 100)).pipe(response)
  },
  'wrong content type': (_, response, good) =>
    void response.writeHead(200, { 'content-type': 'image/png' }).end(good?.body),
  HTML: (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Sign in</body></html>'),
  'empty body': (_, response, good) => void response.writeHead(200, typeOf(good)).end(),
}

function* repeated(chunk: Buffer, times: number): Generator<Buffer> {
  for (let time = 0; time < times; time += 1) yield chunk
}
