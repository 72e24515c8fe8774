import { ClusterOverview } from '../../domain/cluster-overview.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { OverviewFeed } from '../live/overview-feed.ts'
import type { ApiSources } from './api-sources.ts'
import { openEventStream } from './event-stream.ts'

/** All nodes at one glance. */
export function addOverviewRoutes(server: HttpServer, { overview, clock }: ApiSources): void {
  const read = async (): Promise<ClusterOverview> => ({ at: clock.nowMs(), nodes: [...(await overview())] })
  const feed = new OverviewFeed(read, (error) => server.log.warn(error, 'Cannot tell pages of all nodes'))
  server.get(
    '/api/v1/overview',
    {
      config: { access: { verb: 'list', resource: 'networks' } },
      schema: {
        tags: ['networks'],
        summary: 'Every network of every node in a few figures',
        response: { 200: ClusterOverview },
      },
    },
    read,
  )
  server.get(
    '/api/v1/overview/events',
    {
      config: { access: { verb: 'list', resource: 'networks' } },
      schema: {
        tags: ['live'],
        summary: 'The same as server-sent events: at once, and every five seconds',
      },
    },
    async (_, reply) => openEventStream(reply, feed, { type: 'overview', data: await read() }),
  )
}
