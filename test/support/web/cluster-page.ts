import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { inShort } from '../../../selector/live/in-short.ts'
import { decisionWith } from '../page-records.ts'
import { boardAt, manyNodes } from './many-boards.ts'
import { serveFile } from './serve-file.ts'

const roundMs = 5_000

/** The page of a cluster of so many nodes. */
export interface ClusterPage extends AsyncDisposable {
  readonly url: string
  /** How often somebody was told of all nodes so far. */
  readonly overviews: () => number
}

/** How much there is to be shown. */
export interface ClusterSize {
  readonly nodes: number
  readonly networks: number
  readonly decisions: number
}

/** Serves the page built in `root`, and boards made by `many-boards.ts` as the API answers and streams them. */
export async function startClusterPage(root: string, size: ClusterSize): Promise<ClusterPage> {
  const nodes = manyNodes(size.nodes)
  const decisions = manyDecisions(size.decisions)
  let overviews = 0
  const boardOf = (node: string | null) => boardAt(node ?? nodes[0] ?? '', Date.now(), size.networks)
  const overview = () => {
    overviews += 1
    const at = Date.now()
    return { at, nodes: nodes.map((name) => ({ name, seenAt: at, networks: inShort(boardOf(name)) })) }
  }
  const answer = (url: URL): object | undefined => {
    const node = url.searchParams.get('node')
    if (url.pathname === '/api/v1/networks') return boardOf(node)
    if (url.pathname === '/api/v1/overview') return overview()
    const seenAt = Date.now()
    if (url.pathname === '/api/v1/nodes') return { nodes: nodes.map((name) => ({ name, seenAt })) }
    if (url.pathname === '/api/v1/decisions') return { decisions, next: null }
    return url.pathname === '/api/v1/sources' ? { sources: [] } : undefined
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://page')
    response.setHeader('content-security-policy', "default-src 'self'; img-src 'self' data:")
    if (url.pathname === '/api/v1/events')
      follow(response, 'board', () => boardOf(url.searchParams.get('node')))
    else if (url.pathname === '/api/v1/overview/events') follow(response, 'overview', overview)
    else if (url.pathname.startsWith('/api/')) answerJson(response, answer(url))
    else void serveFile(join(root, url.pathname === '/' ? 'index.html' : url.pathname), response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    overviews: () => overviews,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Newest first, one a second until now. */
function manyDecisions(count: number) {
  const now = Date.now()
  return Array.from({ length: count }, (_, index) =>
    decisionWith({
      id: `d${index}`,
      at: now - index * 1_000,
      pod: { namespace: 'default', name: `genie-${count - index}`, uid: `u${index}` },
      outcome: 'attached',
    }),
  )
}

function answerJson(response: ServerResponse, body: object | undefined): void {
  response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body ?? { message: 'Nothing is known of it' }))
}

/** An event at once and one each round. */
function follow(stream: ServerResponse, event: 'board' | 'overview', data: () => object): void {
  stream.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = () => stream.write(`event: ${event}\ndata: ${JSON.stringify(data())}\n\n`)
  send()
  const rounds = setInterval(send, roundMs)
  stream.on('close', () => clearInterval(rounds))
}
