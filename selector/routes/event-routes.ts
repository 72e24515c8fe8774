import type { ServerResponse } from 'node:http'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { EventFeed, FeedEvent } from '../live/event-feed.ts'
import type { Selector } from '../selector.ts'

const heartbeatMs = 15_000
const retryMs = 2_000
const maxListeners = 64
/** A page that reads slower than this fills is cut off; it comes back by itself and gets a fresh board. */
const maxBufferedBytes = 1_048_576

/** The page's live feed as server-sent events: a board at once and at every round, a decision whenever one changes. */
export function addEventRoutes(server: HttpServer, selector: Selector, feed: EventFeed): void {
  server.get(
    '/api/v1/events',
    { schema: { tags: ['live'], summary: 'Boards and decisions as server-sent events' } },
    (_request, reply) => {
      if (feed.listeners >= maxListeners)
        return reply
          .code(503)
          .send({ message: `Cannot open another live feed as ${maxListeners} are open: close a page` })
      reply.hijack()
      const head = {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      }
      reply.raw.writeHead(200, head)
      reply.raw.write(`retry: ${retryMs}\n\n`)
      follow(reply.raw, feed, { type: 'board', data: selector.board() })
      return reply
    },
  )
}

function follow(stream: ServerResponse, feed: EventFeed, first: FeedEvent): void {
  let id = 0
  const send = (event: FeedEvent) => {
    stream.write(`id: ${String((id += 1))}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`)
    if (stream.writableLength > maxBufferedBytes) stream.destroy()
  }
  send(first)
  const heartbeat = setInterval(() => stream.write(':\n\n'), heartbeatMs)
  const unsubscribe = feed.subscribe(send)
  stream.on('close', () => {
    clearInterval(heartbeat)
    unsubscribe()
  })
}
