import type { HttpServer } from '../../service-kit/http-server.ts'
import type { EventFeed } from '../live/event-feed.ts'
import type { Selector } from '../selector.ts'
import { openEventStream } from './event-stream.ts'

/** The page's live feed as server-sent events: a board at once and at every round, a decision whenever one changes. */
export function addEventRoutes(server: HttpServer, selector: Selector, feed: EventFeed): void {
  server.get(
    '/api/v1/events',
    { schema: { tags: ['live'], summary: 'Boards and decisions as server-sent events' } },
    (_request, reply) => openEventStream(reply, feed, () => selector.board()),
  )
}
