import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { NodeInShort } from '../../domain/cluster-overview.ts'
import type { Decision } from '../../domain/decision.ts'
import type { NetworkBoard } from '../../domain/network-board.ts'
import type { SeenNode } from '../../domain/seen-node.ts'
import type { SourceStatus } from '../../domain/source-status.ts'
import { serveFile } from '../support/web/serve-file.ts'

const policy =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** The built page under the strict policy of the product, with an API that answers what the test puts in. */
export interface PageServer extends AsyncDisposable {
  readonly url: string
  /** What the API answers from now on. */
  board: NetworkBoard
  decisions: Decision[]
  sources: SourceStatus[]
  nodes: SeenNode[]
  overview: readonly NodeInShort[]
  /** Every path of the API that was asked for, with its query. */
  readonly asked: string[]
  send(event: 'board' | 'decision' | 'overview', data: unknown): void
  /** Ends every event stream, and lets no new one in until called with `false`. */
  refuseStreams(refuse: boolean): void
}

/** Serves the files of `root` on a free port of the loopback. */
export async function startPageServer(root: string, board: NetworkBoard): Promise<PageServer> {
  const streams = new Set<ServerResponse>()
  let isRefusing = false
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', policy)
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://page').pathname)
    if (path.startsWith('/api/')) page.asked.push(request.url ?? '')
    if (path === '/api/v1/events') openStream(response)
    else if (path === '/api/v1/overview/events') openStream(response, eventOf('overview', overview()))
    else if (path.startsWith('/api/')) answer(path, response)
    else void serveFile(join(root, path === '/' ? 'index.html' : path), response)
  })
  const overview = () => ({ at: Date.now(), nodes: page.overview })
  const openStream = (response: ServerResponse, first?: string) => {
    if (isRefusing) return void response.writeHead(503).end()
    streams.add(response)
    response.on('close', () => streams.delete(response))
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 50\n\n')
    if (first !== undefined) response.write(first)
  }
  const answer = (path: string, response: ServerResponse) => {
    const found =
      path === '/api/v1/networks'
        ? page.board
        : path === '/api/v1/decisions'
          ? { decisions: page.decisions, next: null }
          : path === '/api/v1/overview'
            ? overview()
            : path === '/api/v1/sources'
              ? { sources: page.sources }
              : path === '/api/v1/nodes'
                ? { nodes: page.nodes }
                : (page.decisions.find(({ id }) => path === `/api/v1/decisions/${id}`) ?? nothingKept(path))
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(found ?? { message: 'Cannot find this decision' }))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const page: PageServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    board,
    decisions: [],
    sources: [],
    nodes: [{ name: board.node, seenAt: board.at }],
    overview: [],
    asked: [],
    send: (event, data) => {
      for (const stream of streams) stream.write(eventOf(event, data))
    },
    refuseStreams: (refuse) => {
      isRefusing = refuse
      if (refuse) for (const stream of streams) stream.end()
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return page
}

const eventOf = (event: string, data: unknown) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

/** Of what nobody asks these tests about: no history, no other weights, and the same again. */
function nothingKept(path: string): object | undefined {
  if (path.endsWith('/history'))
    return { network: path.split('/').at(-2), from: 0, to: 0, resolution: 'raw', points: [] }
  if (path.endsWith('/sensitivity')) return { id: '', chosen: '', lead: 0, weights: [], smallest: null }
  return path.endsWith('/replay') ? { isSame: true, differs: [] } : undefined
}
