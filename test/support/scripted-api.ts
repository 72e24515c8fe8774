import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Answers a request, byte by byte if it likes. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/** An HTTP server that behaves as a test wants: what no real API server would do on demand. */
export interface ScriptedApi extends AsyncDisposable {
  readonly url: string
  /** A kubeconfig whose current context is this server, with a token of `secret-token`. */
  readonly kubeconfig: string
  readonly folder: string
  /** Method and path of every request so far. */
  readonly requests: readonly string[]
  /** Connections that are open now. */
  readonly sockets: () => number
  /** Cuts every connection. */
  readonly cut: () => void
  /** What answers from now on. */
  answer(handler: Handler): void
}

/** Starts a server on loopback whose answers are the handler's. */
export async function startScriptedApi(first: Handler): Promise<ScriptedApi> {
  let handler = first
  const requests: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`)
    void handler(request, response)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const folder = await mkdtemp(join(tmpdir(), 'genie-api-'))
  const kubeconfig = join(folder, 'kubeconfig')
  await writeFile(kubeconfig, kubeconfigOf(url))
  const cut = () => sockets.forEach((socket) => socket.destroy())
  return {
    url,
    kubeconfig,
    folder,
    requests,
    sockets: () => sockets.size,
    cut,
    answer: (next) => (handler = next),
    [Symbol.asyncDispose]: async () => {
      server.close()
      cut()
      await rm(folder, { recursive: true })
    },
  }
}

/** A kubeconfig as JSON, which is YAML too. */
export function kubeconfigOf(server: string, user: object = { token: 'secret-token' }): string {
  return JSON.stringify({
    clusters: [{ name: 'test', cluster: { server } }],
    users: [{ name: 'tester', user }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'tester', namespace: 'shop' } }],
    'current-context': 'test',
  })
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

/** Refuses as the API does. */
export function sendStatus(response: ServerResponse, code: number, reason: string, headers = {}): void {
  sendJson(
    response,
    code,
    { kind: 'Status', apiVersion: 'v1', status: 'Failure', message: reason, reason, code },
    headers,
  )
}
