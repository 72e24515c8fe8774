import type { HttpServer } from '../../service-kit/http-server.ts'
import { OfNode, type ApiSources } from './api-sources.ts'
import { openEventStream } from './event-stream.ts'

/** The page's live feed as server-sent events: a board at once and at every round, a decision whenever one changes. */
export function addEventRoutes(server: HttpServer, { node }: ApiSources): void {
  server.get(
    '/api/v1/events',
    {
      // What it tells of pods weighs more than its boards.
      config: { access: { verb: 'watch', resource: 'decisions' } },
      schema: {
        tags: ['live'],
        summary: 'Boards and decisions of a node as server-sent events',
        querystring: OfNode,
      },
    },
    async ({ query }, reply) => {
      const shown = await node(query.node)
      return openEventStream(reply, shown.feed, { type: 'board', data: shown.board() })
    },
  )
}
